"""From overlapping lists to how many, with a range and its assumptions.

from bereginya.counting import Table, count, diagnose
table = Table.from_csv(text)  # 0/1 columns and `count`
told = count(table, declared="bic", boot=1000, seed=1)
if told.answer is None:
    print([(one.reason, one.note) for one in told.why_none])
for one in told.answers.usable():
    print(one.method, one.estimate, one.lo, one.hi)
for one in told.answers.refused:
    print(one.method, one.reason)

Lists of people or events are read by `read_list`, put side by side by `gather`, and become a table by `overlap`
(modules `lists` and `linked`); strata and their sum are in `strata`, excess deaths in `excess`, what may be published
in `designs`, `safe`, `ledger` and `attack`.
"""

from bereginya.counting.diagnostics import Diagnostics, diagnose
from bereginya.counting.errors import TableError
from bereginya.counting.estimate import METHODS, estimates
from bereginya.counting.lists import gather, read_list
from bereginya.counting.record import Count, count
from bereginya.counting.table import Strata, Table, read_strata
from bereginya.counting.values import Answers, Estimate, Reason, Refusal

__all__ = [
    "METHODS",
    "Answers",
    "Count",
    "Diagnostics",
    "Estimate",
    "Reason",
    "Refusal",
    "Strata",
    "Table",
    "TableError",
    "count",
    "diagnose",
    "estimates",
    "gather",
    "read_list",
    "read_strata",
]
