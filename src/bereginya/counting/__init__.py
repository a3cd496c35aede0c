"""From overlapping lists to how many, with a range and its assumptions.

from bereginya.counting import Table, estimates
table = Table.from_csv(text)  # 0/1 columns and `count`
answers = estimates(table, boot=1000, seed=1)
for one in answers.usable():
    print(one.method, one.estimate, one.lo, one.hi)
for one in answers.refused:
    print(one.method, one.reason)
"""

from bereginya.counting.errors import TableError
from bereginya.counting.estimate import METHODS, estimates
from bereginya.counting.table import Strata, Table, read_strata
from bereginya.counting.values import Answers, Estimate, Reason, Refusal

__all__ = [
    "METHODS",
    "Answers",
    "Estimate",
    "Reason",
    "Refusal",
    "Strata",
    "Table",
    "TableError",
    "estimates",
    "read_strata",
]
