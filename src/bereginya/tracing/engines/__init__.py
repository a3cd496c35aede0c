"""Three engines behind one interface: in this process, out of core, and Apache Spark. The answer is the same.

>>> engine = InProcess()                                                     # doctest: +SKIP
>>> found = engine.trace(inquiries, (Register("prisoners", source, mapping),), Question(k=10))
>>> found.links.table.column_names
['inquiry', 'candidate', 'register', 'rank', 'probability', 'bits']
"""

from bereginya.tracing.engines.ahead import Ahead
from bereginya.tracing.engines.asking import Engine, Found, Question, Register, Say
from bereginya.tracing.engines.in_process import InProcess
from bereginya.tracing.engines.sharded import OutOfCore
from bereginya.tracing.engines.spark import Spark, SparkMissingError

__all__ = [
    "Ahead",
    "Engine",
    "Found",
    "InProcess",
    "OutOfCore",
    "Question",
    "Register",
    "Say",
    "Spark",
    "SparkMissingError",
]
