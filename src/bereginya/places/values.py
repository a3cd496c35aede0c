"""A settlement, and a point on the map."""

from dataclasses import dataclass

from bereginya.places.regions import region_name


@dataclass(frozen=True, slots=True)
class Point:
    """Degrees north and east."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Settlement:
    """A city, a town, a village. `people` is about how many live there.

    `id` holds name, country, region and position, so that a newer extract finds the same place again.
    """

    latin: str
    russian: str
    ukrainian: str
    further: tuple[str, ...]
    point: Point
    country: str
    code: str
    people: int

    @property
    def id(self) -> str:
        """Its name in Latin letters with what tells it from others of the name: `Donetsk/RU/61/48.3/40.0`."""
        at = self.point
        return f"{self.latin}/{self.country}/{self.code}/{at.latitude:.1f}/{at.longitude:.1f}"

    def named(self, language: str) -> str:
        """Return its name in Russian (`ru`), Ukrainian (`uk`), or in Latin letters."""
        names = {"ru": (self.russian, self.ukrainian), "uk": (self.ukrainian, self.russian)}
        return next((name for name in names.get(language, ()) if name), self.latin)

    def region(self, language: str) -> str:
        """Return oblast and country in Russian, Ukrainian or English."""
        country = region_name(self.country, "", language)
        return f"{region_name(self.country, self.code, language)}, {country}" if self.code else country
