"""Keep the bytes of kinds that have none yet: `python -m tests.golden.make`. What is kept is never written anew."""

from pathlib import Path

from tests.golden.samples import CODEC, EVERY_KIND, file_of, sample

FOLDER = Path(__file__).parent / "bytes"


def make() -> list[str]:
    """Write the missing files and return their names."""
    FOLDER.mkdir(exist_ok=True)
    missing = [kind for kind in EVERY_KIND if not (FOLDER / file_of(kind)).exists()]
    for kind in missing:
        (FOLDER / file_of(kind)).write_bytes(CODEC.encode(sample(kind)))
    return [file_of(kind) for kind in missing]


if __name__ == "__main__":
    print("\n".join(make()) or "nothing was missing")
