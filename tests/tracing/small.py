"""Small registers and inquiries of an invented cast."""

import pyarrow as pa

from bereginya.tracing import Index, People
from tests.tracing.sim import World, world

Row = dict[str, str]


def people(*rows: Row, first: str = "a") -> People:
    """Return people with ids a0, a1 …; what a row does not say is unknown."""
    columns = sorted({column for row in rows for column in row})
    table = {column: pa.array([row.get(column) for row in rows], pa.string()) for column in columns}
    return People.from_arrow(pa.table({"id": [f"{first}{i}" for i in range(len(rows))], **table}))


def register(*rows: Row, among: World | None = None, name: str = "register") -> Index:
    """Return an index of the rows, ids a0, a1 …, before the register of an invented world."""
    own = people(*rows).table.to_pylist()
    others = [] if among is None else among.register.drop_columns("person").to_pylist()
    columns = ("id", "surname", "given_name", "patronymic", "born", "place", "unit")
    table = {column: pa.array([row.get(column) for row in (*own, *others)], pa.string()) for column in columns}
    return Index.build(People.from_arrow(pa.table(table)), name)


KOVTUN: Row = {
    "surname": "Ковтун",
    "given_name": "Сергей",
    "patronymic": "Петрович",
    "born": "1991-04-02",
    "place": "Псков",
    "unit": "12345",
}
SHEVCHENKO: Row = {"surname": "Шевченко", "given_name": "Микола", "patronymic": "Іванович", "born": "1988-01-19"}
CROWD = world(1200, 10, seed=5)
