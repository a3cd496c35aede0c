"""How fast the law is read, and applied to a hundred thousand people on one day."""

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta

from bereginya.rights import Facts, assess_many, read_facts

PEOPLE = 100_000
CORES = 2
_DAY = date(2022, 3, 1)
_ROLES = ("conscript",) * 5 + ("contract",) * 3 + ("mobilised", "missing", "pow", "dead", "draftee", "draftee")


def people(number: int, seed: int) -> Iterator[Facts]:
    """Invent people as a desk knows them: some ten facts each, others unknown, no two alike in their days."""
    chance = random.Random(seed)
    for _ in range(number):
        yield read_facts(_invented(chance))


def _invented(chance: random.Random) -> dict[str, object]:
    start = _DAY - timedelta(days=chance.randrange(1, 500))
    told: dict[str, object] = {
        "status": chance.choice(_ROLES),
        "birth_date": date(1975, 1, 1) + timedelta(days=chance.randrange(10_000)),
        "service_start_date": start,
        "call_up_date": start - timedelta(days=chance.randrange(30)),
        "education_before_call_up": chance.choice(("none", "secondary_vocational", "higher")),
        "contract_state": chance.choice(("none", "signed_freely", "signed_under_pressure", "unknown")),
        "contract_date": start + timedelta(days=chance.randrange(300)),
        "combat_tasks_date": start + timedelta(days=chance.randrange(300)),
        "specialty_training_done": chance.choice(("yes", "no", "unknown")),
        "location_zone": chance.choice(("permanent_base", "border_region", "ukraine_or_annexed", "unknown")),
        "last_contact_date": _DAY - timedelta(days=chance.randrange(400)),
        "registered_date": _DAY - timedelta(days=chance.randrange(90)),
    }
    return {key: value for key, value in told.items() if chance.random() < 0.8}


def _assessed(share: tuple[int, int]) -> tuple[int, float]:
    """Return how many findings were made and in how many seconds; inventing the people is not counted."""
    number, seed = share
    invented = list(people(number, seed))
    start = time.perf_counter()
    found = sum(len(findings.found) for findings in assess_many(invented, on=_DAY))
    return found, time.perf_counter() - start


def load_seconds() -> float:
    """Return how long reading the rule files takes in a fresh process, the best of five."""
    code = (
        "import time; from bereginya.rights.loading import rules; start = time.perf_counter(); rules(); "
        "print(time.perf_counter() - start)"
    )
    runs = (subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True) for _ in range(5))
    return min(float(run.stdout) for run in runs)


def main() -> None:
    """Print both figures with what was promised."""
    sys.stdout.write(f"rule files, read once a process   {load_seconds() * 1000:6.0f} ms   (under 200)\n")
    with ProcessPoolExecutor(CORES) as pool:
        done = list(pool.map(_assessed, [(PEOPLE // CORES, seed) for seed in range(CORES)]))
    found, seconds = sum(one for one, _ in done), max(took for _, took in done)
    sys.stdout.write(f"{PEOPLE:,} people on one day         {seconds:6.1f} s    (under 20, {CORES} cores)\n")
    sys.stdout.write(f"findings made                     {found:,}\n")


if __name__ == "__main__":
    main()
