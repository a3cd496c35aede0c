"""A file that came in: how it is read, how far the reading is, stopping it and going on with it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bereginya.desk.members import queries as members
from bereginya.desk.members.guards import MemberRequest, member_required, power_required, see_other
from bereginya.desk.registers import queries, readings
from bereginya.desk.registers import register_actions as actions
from bereginya.desk.registers.errors import BrokeOffError
from bereginya.desk.registers.folds import Register
from bereginya.desk.registers.forms import MappingForm
from bereginya.desk.registers.readings import Going, Order
from bereginya.desk.ui.words import sentence
from bereginya.vault import CompartmentId, EntryId, Power

_SAMPLES = 3
_A_MINUTE = 60
_WORK = power_required(Power.WORK)


@_WORK
@require_http_methods(["GET", "POST"])
def read(request: MemberRequest, place: CompartmentId, arrived: str) -> HttpResponse:
    """Show how a file is read, with rows of it, let it be corrected, and read it in."""
    from bereginya.desk.registers import mapped, reading_in  # noqa: PLC0415 - compiled code, see looking.py

    keys, today = request.keys, request.vault.day()
    waiting = actions.waiting_file(keys, place, arrived)
    if readings.going(arrived):
        return see_other("registers:reading", place, arrived)
    shown: dict[str, object] = {"place": place, "register": queries.register_of(keys, place), "waiting": waiting}
    looked = readings.look(keys, place, arrived)
    if not looked.over.wait(readings.PATIENCE):
        return _refreshed(render(request, "registers/looked_at.html", shown))
    if looked.source is None:
        code = BrokeOffError.code if looked.error is None else looked.error.code
        return render(request, "registers/unreadable.html", shown | {"why": sentence(code)})
    source, mapping = looked.source, reading_in.mapping_of(keys, place, looked.source)
    form = MappingForm(
        mapped.columns(source, mapping), request.POST or None, today=today, initial=mapped.initial(mapping)
    )
    if form.is_valid():
        told = mapped.told(form.roles(), source.headers, days_first=form.days_first, age_on=form.cleaned_data["age_on"])
        order = Order(waiting.id, told.to_toml(), form.cleaned_data["of"], form.once)
        reading = _begun(request, place, order)
        if reading.error is None:
            return _where(place, reading, arrived)
        form.add_error(None, sentence(reading.error))
    rows = mapped.samples(source, _SAMPLES)
    columns = list(zip(form.columns, rows, mapped.by(source, mapping), strict=True))
    return render(request, "registers/read.html", shown | {"form": form, "columns": columns})


def _begun(request: MemberRequest, place: CompartmentId, order: Order) -> Going:
    """Return a reading that came to its end at once, or goes on alone from now on."""
    reading, is_new = readings.begin(request.keys, place, order)
    if is_new and not reading.over.wait(readings.PATIENCE):
        readings.leave_alone(request.keys, place, order, reading)
    return reading


def _where(place: CompartmentId, reading: Going, arrived: str) -> HttpResponse:
    if reading.edition is not None and reading.over.is_set():
        return see_other("registers:changes", place, reading.edition)
    return see_other("registers:reading", place, arrived)


@member_required
@require_GET
def reading(request: MemberRequest, place: CompartmentId, arrived: str) -> HttpResponse:
    """Show how far the reading of a file is; go on to what it brought when it is there."""
    held, far = queries.register_of(request.keys, place), readings.going(arrived)
    waiting = next((one for one in held.waiting if one.id == arrived), None)
    if far is None and (edition := _edition(held, arrived)):
        return see_other("registers:changes", place, edition)
    if waiting is None or (far is None and waiting.begun is None):
        return see_other("registers:register", place)
    seconds = None if far is None else far.seconds
    ended = waiting.begun.ended if waiting.begun else None
    shown = {
        "place": place,
        "register": held,
        "waiting": waiting,
        "far": far,
        "minutes": None if seconds is None else -(-int(seconds) // _A_MINUTE),
        "why": sentence(ended.why) if ended and ended.why else "",
        "names": members.names(request.keys),
        "may_work": members.may(request.keys, Power.WORK),
    }
    page = render(request, "registers/reading.html", shown)
    return page if far is None else _refreshed(page)


def _refreshed(page: HttpResponse) -> HttpResponse:
    page.headers["Refresh"] = "2"
    return page


def _edition(register: Register, arrived: str) -> EntryId | None:
    """Return the newest edition that was read from a file."""
    return next((one.id for one in register.issues[::-1] if one.said.arrived == arrived), None)


@_WORK
@require_POST
def stop(request: MemberRequest, place: CompartmentId, arrived: str) -> HttpResponse:
    """End a reading; the file waits as before."""
    readings.stop(request.keys, place, arrived)
    return see_other("registers:reading", place, arrived)


@_WORK
@require_POST
def go_on(request: MemberRequest, place: CompartmentId, arrived: str) -> HttpResponse:
    """Read a file as it was asked for, from its first row on."""
    readings.go_on(request.keys, place, arrived)
    return see_other("registers:reading", place, arrived)


@_WORK
@require_POST
def discard(request: MemberRequest, place: CompartmentId, arrived: str) -> HttpResponse:
    """Do not read a file that came in."""
    actions.discard(request.keys, place, arrived)
    readings.halt(arrived)
    return see_other("registers:register", place)
