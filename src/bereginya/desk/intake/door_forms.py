"""The forms of the door. Nothing but the first box is ever needed; whoever leaves a page empty has skipped it."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from bereginya.desk.intake.records import (
    Account,
    Allowed,
    Asker,
    Attachment,
    KnownOnlyToHer,
    NamedFile,
    Path,
    SafeContact,
    Words,
)
from bereginya.desk.ui.forms import ChoiceField, ChoicesField, FilesField, Form, LineField, TextField
from bereginya.desk.ui.uploads import SealedFile
from bereginya.facts.consent import Consent, Scope
from bereginya.facts.contacts import Channel, Contact, SafetyWords
from bereginya.facts.records import Record
from bereginya.vault.receipts import OrderError, Receipt, UnknownWordError, WordCountError, parse_receipt
from bereginya.vault.wordlists import LANGUAGES, Language, fold

SCOPES = (
    (Scope.KEEP.value, _("keep what I told, closed, as long as it helps us")),
    (Scope.SEARCH.value, _("use it to look for the person I am asking about")),
    (Scope.TELL_FAMILY.value, _("tell the family what you find out")),
    (Scope.ADVOCATE.value, _("show it to an advocate")),
    (Scope.OFFICES.value, _("write about it to state offices, after you have asked me again")),
    (Scope.TRACING_AGENCY.value, _("give it to the Red Cross and others who look for missing people")),
    (Scope.OTHER_COMMITTEES.value, _("show it to other committees like yours")),
    (Scope.PUBLISH_WITHOUT_NAMES.value, _("tell about it in public, without names and places")),
    (Scope.PUBLISH_WITH_NAME.value, _("tell about it in public with my name")),
)
CHANNELS = (
    (Channel.HERE_ONLY.value, _("only here, with the nine words")),
    (Channel.PHONE.value, _("by telephone")),
    (Channel.MESSENGER.value, _("in a messenger")),
    (Channel.EMAIL.value, _("by e-mail")),
    (Channel.POST.value, _("by post")),
    (Channel.THROUGH_SOMEBODY.value, _("through somebody I trust")),
)


def language_here() -> Language:
    """Return the language of the page as one that has a list of words."""
    code = get_language()
    return code if code in LANGUAGES else "ru"


class FirstForm(Form):
    """The one box of the first page."""

    text = TextField(_("Write to us"), rows=9, required=True, help_text=_("You need not give your name."))

    def __init__(self, *values: Any, **more: Any) -> None:
        super().__init__(*values, **more)
        self.fields["text"].error_messages["required"] = _("The box is empty. Two or three words are enough.")


class ReceiptForm(Form):
    """Nine words, in whatever language they are."""

    words = TextField(
        _("Your nine words"),
        rows=3,
        required=True,
        max_length=600,
        help_text=_("In the order in which you wrote them down. Capitals and commas do not matter."),
    )

    def __init__(self, *values: Any, **more: Any) -> None:
        super().__init__(*values, **more)
        self.fields["words"].widget.attrs |= {"spellcheck": "false", "autocapitalize": "none"}

    def clean_words(self) -> Receipt:
        """Return the receipt, or say which word to look at again."""
        return receipt_in(str(self.cleaned_data["words"]))


def receipt_in(text: str) -> Receipt:
    """Return the receipt somebody typed; raise ValidationError with what she can do about a slip."""
    try:
        return parse_receipt(text, language_here())
    except WordCountError as error:
        counted = ngettext("There is %(count)d word here.", "There are %(count)d words here.", error.found)
        needed = gettext("It takes nine.")
        raise ValidationError(f"{counted % {'count': error.found}} {needed}") from None
    except UnknownWordError as error:
        raise ValidationError(_slip(error)) from None
    except OrderError:
        raise ValidationError(
            gettext(
                "All nine are words of ours, but not together. Did two change places, or is one from another paper?"
            )
        ) from None


def _slip(error: UnknownWordError) -> str:
    told = {"number": error.position, "near": ", ".join(error.suggestions)}
    if error.suggestions:
        return gettext("Word number %(number)d is not quite right. Is it perhaps: %(near)s?") % told
    return gettext("We do not know word number %(number)d. Look at your paper once more.") % told


class TwoWordsForm(Form):
    """Two of the nine words, to see that she has them."""

    def __init__(self, receipt: Receipt, asked: tuple[int, int], *values: Any, **more: Any) -> None:
        super().__init__(*values, **more)
        self._receipt = receipt
        for number in asked:
            self.fields[f"word_{number}"] = LineField(
                gettext("Word number %(number)d") % {"number": number}, required=True, max_length=40
            )
            self.fields[f"word_{number}"].widget.attrs |= {"spellcheck": "false", "autocapitalize": "none"}

    def clean(self) -> dict[str, Any]:
        """Compare, forgiving the letters people mix up."""
        said = super().clean() or self.cleaned_data
        for name, told in list(said.items()):
            if name.startswith("word_") and told:
                right = self._receipt.words[int(name.removeprefix("word_")) - 1]
                language = self._receipt.language
                if fold(told, language) != fold(right, language):
                    self.add_error(name, _("This is another word. Look at your paper once more."))
        return said


class StepForm(Form):
    """One page of what is asked afterwards. `records` is empty when she left everything empty.

    `over` asks for the nine words besides, when the visit ended while she was writing.
    """

    title: ClassVar[Any] = ""
    lead: ClassVar[Any] = ""

    def __init__(self, *values: Any, over: bool = False, **more: Any) -> None:
        super().__init__(*values, **more)
        if over:
            field = TextField(_("Your nine words"), rows=3, required=True, max_length=600)
            self.fields = {"words": field, **self.fields}

    def clean_words(self) -> Receipt:
        """Return the receipt she typed to go on."""
        return receipt_in(str(self.cleaned_data["words"]))

    def records(self) -> Sequence[Record]:
        """Return what is to be sealed."""
        raise NotImplementedError

    def said(self, *names: str) -> bool:
        """Tell whether she filled in any of these."""
        return any(self.cleaned_data.get(name) for name in names)


class FurtherForm(StepForm):
    """Something more she writes."""

    title = _("Write on")
    text = TextField(_("Write to us"), rows=8)

    def records(self) -> Sequence[Record]:
        """Return her words."""
        return [Words(self.cleaned_data["text"])] if self.said("text") else []


class AskerForm(StepForm):
    """Who asks, and whom it concerns."""

    title = _("Who are you?")
    lead = _("Write only what you want us to know. A first name or another name is enough.")
    name = LineField(_("What shall we call you?"))
    concerns = LineField(
        _("Whom is it about?"),
        help_text=_("Surname, first name and father's name if you wish; the birthday helps too."),
    )
    relation = LineField(_("Who is this person to you?"), help_text=_("For example: my son, my neighbour, I myself."))
    place = LineField(_("Where do you live?"), help_text=_("A town or a region is enough."))
    speaks = LineField(_("Which language is easiest for you?"))

    def records(self) -> Sequence[Record]:
        """Return what she told."""
        names = ("name", "concerns", "relation", "place", "speaks")
        said = self.cleaned_data
        return [Asker(*(said[name] for name in names))] if self.said(*names) else []


class AccountForm(StepForm):
    """What happened, in five short questions."""

    title = _("What happened?")
    lead = _("Short answers are enough. What you have already written you need not write again.")
    what = TextField(_("What happened?"), rows=5)
    where = LineField(_("Where?"))
    when = LineField(_("When?"), help_text=_("As well as you remember: “in spring”, “about a week ago”."))
    wish = TextField(_("What would help you most?"), rows=3)
    until = LineField(
        _("Is there a day by which something has to be done?"),
        help_text=_("For example: he is taken away on Friday; the court sits on the 14th."),
    )

    def records(self) -> Sequence[Record]:
        """Return what she told."""
        names = ("what", "where", "when", "wish", "until")
        said = self.cleaned_data
        return [Account(*(said[name] for name in names))] if self.said(*names) else []


class AllowedForm(StepForm):
    """What she allows, each thing alone."""

    title = _("What may we do?")
    lead = _("Tick only what you want. What is not ticked we do not do. You can change it later with your nine words.")
    scopes = ChoicesField(_("You may…"), SCOPES)
    said_more = LineField(_("Is there something we must not do?"))

    def records(self) -> Sequence[Record]:
        """Return what she allows."""
        if not self.said("scopes", "said_more"):
            return []
        scopes = frozenset(Scope(one) for one in self.cleaned_data["scopes"])
        return [Allowed(Consent(scopes), self.cleaned_data["said_more"])]


class ContactForm(StepForm):
    """How she can be reached without danger."""

    title = _("How can we reach you safely?")
    lead = _("We never call or write first unless you say here that we may. Our answers always wait for you here.")
    channel = ChoiceField(_("How may we reach you?"), CHANNELS)
    address = LineField(_("Number or address"))
    when = LineField(_("When is it safe?"), help_text=_("For example: on weekdays until three."))
    how = LineField(_("How shall we begin?"), help_text=_("For example: say that you call from the library."))
    others = LineField(_("Who else reads this phone or letter box?"))
    stop = LineField(
        _("A word that means “stop, I cannot speak”"), help_text=_("If you say or write it, we end the talk at once.")
    )
    question = LineField(_("A question that we shall ask you"), help_text=_("So that we know that it is you."))
    answer = LineField(_("Your answer to it"), help_text=_("Something that others at home do not know."))

    def records(self) -> Sequence[Record]:
        """Return how she can be reached."""
        return [self._record()] if self.said(*(name for name in self.fields if name not in {"token", "words"})) else []

    def _record(self) -> SafeContact:
        said = self.cleaned_data
        words = SafetyWords(said["question"], said["answer"], said["stop"])
        channel = Channel(said["channel"]) if said["channel"] else Channel.HERE_ONLY
        contact = Contact(channel, said["address"], said["when"], said["how"], said["others"])
        reached = contact if self.said("channel", "address", "when", "how", "others") else None
        return SafeContact(reached, words if self.said("question", "answer", "stop") else None)


class KnownForm(StepForm):
    """One fact by which a person is recognised."""

    title = _("One thing that only you know")
    lead = _(
        "Something by which we recognise the person you look for, or you: a scar, a pet name, a song from childhood. "
        "We never search with it and never send it to anybody. Whoever claims to have found him has to know it."
    )
    fact = TextField(_("What do only you know?"), rows=3, max_length=1000)

    def records(self) -> Sequence[Record]:
        """Return the fact."""
        return [KnownOnlyToHer(self.cleaned_data["fact"])] if self.said("fact") else []


class FilesForm(StepForm):
    """Pictures, papers, and her voice."""

    title = _("Pictures, papers, voice")
    lead = _(
        "Photos, scans, screenshots, recordings. Keep your own copy in a safe place. A photo often holds the place and "
        "time where it was taken; here only we see that."
    )
    papers = FilesField(_("Files"), help_text=_("Up to 200 megabytes at one time."))
    voice = FilesField(
        _("Or tell it with your voice"),
        accept="audio/*",
        help_text=_("Record a voice note on your phone and choose it."),
    )
    says = LineField(_("What is it?"), help_text=_("For example: his contract, pages 1 to 3."))

    def records(self) -> Sequence[Record]:
        """Return one attachment a file."""
        said = self.cleaned_data
        files = [_attachment(file, said["says"], voice=False) for file in said["papers"]]
        return files + [_attachment(file, said["says"], voice=True) for file in said["voice"]]


def _attachment(file: SealedFile, says: str | None, *, voice: bool) -> Attachment:
    return Attachment(NamedFile(file.stored, file.name or ""), says, voice)


STEPS: tuple[type[StepForm], ...] = (AskerForm, AccountForm, AllowedForm, ContactForm, KnownForm, FilesForm)
"""All pages that may be asked, by their number in the address, which begins with 1."""
OF_PATH: dict[Path, tuple[int, ...]] = {
    Path.HELP: (1, 2, 3, 4, 5, 6),
    Path.TESTIMONY: (2, 3, 4, 5, 6),
    Path.RESERVED: (4, 6),
    Path.ADVOCATE: (1, 4, 6),
}
"""Which pages are asked on which way, in this order."""
