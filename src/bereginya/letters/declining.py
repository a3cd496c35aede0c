"""Names in the case a sentence wants. A form a person confirmed goes first; where none is sure, it is asked for."""

from bereginya.letters.values import Ask, Case, NamedPerson, WhyAsked


def decline_person(field: str, person: NamedPerson, case: Case, language: str) -> str | Ask:
    """Return the full name in this case, or what has to be asked. The nominative and English need no forms."""
    confirmed = person.confirmed(case)
    if confirmed is not None:
        return confirmed
    if case is Case.NOMINATIVE or language == "en":
        return person.in_order(language)
    if person.sex is None:
        return Ask(field, case, person.full, WhyAsked.SEX)
    return Ask(field, case, person.full, WhyAsked.UNSURE)


def shortened(form: str) -> str:
    """Return a full name in some case with initials: `Иванову Ивану Ивановичу` gives `И. И. Иванову`.

    The first word is the surname, as full names are kept in that order.
    """
    surname, *others = form.split() or [""]
    return "\u00a0".join([*(f"{one[0]}." for one in others), surname])
