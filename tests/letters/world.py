"""Invented people and facts that fill every template."""

from datetime import date

from bereginya.facts.people import Sex
from bereginya.letters import Case, Fact, Field, FieldKind, NamedPerson, Office, Template
from bereginya.letters.wording import wording

DAY = date(2026, 11, 23)

RU = {
    "applicant": NamedPerson(
        "Иванова",
        "Мария",
        "Петровна",
        Sex.FEMALE,
        ((Case.GENITIVE, "Ивановой Марии Петровны"), (Case.DATIVE, "Ивановой Марии Петровне")),
    ),
    "soldier": NamedPerson(
        "Иванов",
        "Илья",
        "Сергеевич",
        Sex.MALE,
        (
            (Case.GENITIVE, "Иванова Ильи Сергеевича"),
            (Case.INSTRUMENTAL, "Ивановым Ильёй Сергеевичем"),
            (Case.ACCUSATIVE, "Иванова Илью Сергеевича"),
        ),
    ),
    "holder": NamedPerson("Сидоров", "Пётр", "Ильич", Sex.MALE, ((Case.DATIVE, "Сидорову Петру Ильичу"),)),
    "certifier": NamedPerson(
        "Громов", "Олег", "Олегович", Sex.MALE, ((Case.INSTRUMENTAL, "Громовым Олегом Олеговичем"),)
    ),
}
UK = {
    "applicant": NamedPerson(
        "Іваненко",
        "Марія",
        "Петрівна",
        Sex.FEMALE,
        ((Case.GENITIVE, "Іваненко Марії Петрівни"), (Case.DATIVE, "Іваненко Марії Петрівні")),
    ),
    "soldier": NamedPerson(
        "Іваненко",
        "Ілля",
        "Сергійович",
        Sex.MALE,
        (
            (Case.GENITIVE, "Іваненка Іллі Сергійовича"),
            (Case.INSTRUMENTAL, "Іваненком Іллею Сергійовичем"),
            (Case.ACCUSATIVE, "Іваненка Іллю Сергійовича"),
        ),
    ),
    "holder": NamedPerson("Гончар", "Петро", "Ілліч", Sex.MALE, ((Case.DATIVE, "Гончару Петру Іллічу"),)),
    "certifier": NamedPerson(
        "Гончар", "Олег", "Олегович", Sex.MALE, ((Case.INSTRUMENTAL, "Гончаром Олегом Олеговичем"),)
    ),
}
EN = {
    "applicant": NamedPerson("Ivanova", "Maria", "", Sex.FEMALE),
    "soldier": NamedPerson("Ivanov", "Ilya", "", Sex.MALE),
    "holder": NamedPerson("Smith", "Ann", "", Sex.FEMALE),
    "certifier": NamedPerson("Smith", "Ann", "", Sex.FEMALE),
}
PEOPLE = {"ru": RU, "uk": UK, "en": EN}
_SOLDIERS = frozenset({"soldier", "claimant", "principal", "attorney"})

TEXTS = {
    "ru": {
        "subject": "о невыплате денежного довольствия",
        "applicant_address": "100000, Энская обл., г. Энск, ул. Вторая, д. 2, кв. 3",
        "applicant_phone": "8 900 000-00-00",
        "committee": "Комитет солдатских матерей г. Энска",
        "soldier_unit": "в/ч 00000",
        "soldier_rank": "рядовой",
        "soldier_number": "АА-000000",
        "against": "на бездействие командования в/ч 00000",
        "contested": "приказа командира в/ч 00000 от 01.10.2026 № 1 о переводе",
        "signers": "матери и жёны военнослужащих",
        "certifier_post": "командиром войсковой части 00000",
        "term": "один год",
        "place": "п. Энский",
        "report_to": "в военный следственный отдел Энского гарнизона",
        "told": "звонок из военкомата 5 ноября 2026 г.",
        "suspects": "сержант той же роты, имя известно от сослуживца",
        "signs": "часть 2 статьи 335 УК РФ",
        "": "сведения приведены по документам семьи",
    },
    "uk": {
        "subject": "про надання відомостей",
        "applicant_address": "00000, м. Енськ, вул. Друга, 2, кв. 3",
        "signers": "матері військовослужбовців",
        "certifier_post": "командиром військової частини А0000",
        "term": "один рік",
        "place": "с. Енське",
        "": "відомості наведено за документами родини",
    },
    "en": {
        "applicant_address": "2 Second Street, Enburg",
        "applicant_email": "family@example.org",
        "nationality": "Russian Federation",
        "taken_place": "Ensk, military barracks, seen by a comrade",
        "responsible": "military police, according to two witnesses",
        "": "according to the papers of the family",
    },
}
LONG = {
    "ru": (
        "12 октября 2026 г. сын позвонил с чужого телефона и сказал, что его бьют и требуют подписать бумаги. "
        "После этого связи с ним нет.\n\nКомандование на звонки не отвечает. Военкомат сообщил устно, что сведений "
        "о нём нет. Письменного ответа на письмо от 20 октября 2026 г. не было."
    ),
    "uk": (
        "12 жовтня 2026 р. син зателефонував з чужого телефону. Після цього зв'язку з ним немає.\n\n"
        "На письмовий запит родини від 20 жовтня 2026 р. відповіді не було."
    ),
    "en": (
        "On 12 October 2026 he called from a number that was not his and said that he was held in a cellar together "
        "with others who had refused to fight.\n\nThe unit has not answered the family's letter of 20 October 2026."
    ),
}
ITEMS = {
    "ru": ("Провести проверку и сообщить о её результатах.", "Принять меры к восстановлению прав."),
    "uk": ("Провести перевірку.", "Повідомити про її наслідки."),
    "en": ("Letter to the unit of 20 October 2026: no answer.", "Complaint to the prosecutor: acknowledged only."),
}
OFFICES = {
    "ru": Office(
        "Военная прокуратура Энского гарнизона",
        "Военному прокурору Энского гарнизона\nподполковнику юстиции",
        "100000, г. Энск, ул. Первая, д. 1",
        RU["holder"],
    ),
    "uk": Office(
        "Національне інформаційне бюро", "До Національного інформаційного бюро", "м. Енськ, вул. Перша, 1", UK["holder"]
    ),
    "en": Office(
        "Working Group",
        "Working Group on Enforced or Involuntary Disappearances\nOHCHR",
        "8-14 avenue de la Paix, 1211 Geneva 10",
        EN["holder"],
    ),
}
COURT = Office(
    "Энский гарнизонный военный суд", "В Энский гарнизонный военный суд", "100000, г. Энск, ул. Третья, д. 5"
)


def facts_for(template: Template, *, only_needed: bool = False) -> dict[str, Fact]:
    """Return invented facts for a template: for every field, or for the needed ones only."""
    return {one.name: fact(one, template.language) for one in template.fields if one.needed or not only_needed}


def fact(field: Field, language: str) -> Fact:  # noqa: PLR0911 - one line a kind
    """Return an invented fact for one field."""
    match field.kind:
        case FieldKind.PERSON:
            people = PEOPLE[language]
            return people.get(field.name, people["soldier" if field.name in _SOLDIERS else "applicant"])
        case FieldKind.OFFICE:
            return COURT if field.name == "court" else OFFICES[language]
        case FieldKind.DAY:
            return date(2004, 2, 29) if "born" in field.name else date(2026, 10, 12)
        case FieldKind.LONG:
            return LONG[language]
        case FieldKind.ITEMS:
            return ITEMS[language]
        case FieldKind.RELATION:
            return next(iter(wording(language).relations))
        case FieldKind.CHOICE:
            return next(iter(field.options or {}))
        case FieldKind.ROWS:
            rows = [("Иванова Мария Петровна", "г. Энск, ул. Вторая, д. 2"), *[("", "")] * 20]
            return tuple((str(number), name, where, "") for number, (name, where) in enumerate(rows, 1))
        case FieldKind.NUMBER:
            return 3
        case _:
            return TEXTS[language].get(field.name, TEXTS[language][""])
