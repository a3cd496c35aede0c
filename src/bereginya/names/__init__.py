"""Personal names of the region: parse, fold to keys, compare, transliterate, decline. No I/O.

>>> from bereginya import names
>>> names.surname_keys("Schewtschenko") == names.surname_keys("Шевченко")
True
>>> names.given_keys("Саша")
('александр', 'александра')
>>> names.parse("Иванова Сергея Петровича").patronymic
'Петровича'
"""

from bereginya.names.comparing import Comparison, Reason, compare
from bereginya.names.declining import decline
from bereginya.names.forgetting import forget
from bereginya.names.given import initials
from bereginya.names.keys import given_keys, heard, heard_each, keys_of, patronymic_keys, surname_keys
from bereginya.names.parsing import Name, parse
from bereginya.names.transliterating import from_latin, schemes, transliterate

__all__ = [
    "Comparison",
    "Name",
    "Reason",
    "compare",
    "decline",
    "forget",
    "from_latin",
    "given_keys",
    "heard",
    "heard_each",
    "initials",
    "keys_of",
    "parse",
    "patronymic_keys",
    "schemes",
    "surname_keys",
    "transliterate",
]
