"""Where it is: places of the region found offline, and how far they lie from Ukraine's recognised border.

    found = find("Донецк")                      # two towns have this name: ask, with the oblast shown
    found[0].named("ru"), found[0].region("ru") # "Донецк", "Донецкая область, Украина"
    from_ukraine(found[1]).km                   # whole kilometres to Ukraine; `inside` for a place in Ukraine
    way([...]).nearer                           # whether the last move led nearer

Crimea, Donetsk, Luhansk, Kherson and Zaporizhzhia are Ukraine. Sources and how exact they are: data/SOURCES.md. Nothing
is kept: who asks for a place leaves no trace here.
"""

from bereginya.places.border import Distance, distance, from_ukraine
from bereginya.places.drawing import Dot, Drawing, draw
from bereginya.places.finding import find, settlement
from bereginya.places.values import Point, Settlement
from bereginya.places.ways import Way, way

__all__ = [
    "Distance",
    "Dot",
    "Drawing",
    "Point",
    "Settlement",
    "Way",
    "distance",
    "draw",
    "find",
    "from_ukraine",
    "settlement",
    "way",
]
