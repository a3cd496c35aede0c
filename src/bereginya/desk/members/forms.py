"""Forms of this room. Passphrases are judged here, so that a weak one is told before anything is made with it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bereginya.desk.members.records import CommitteeFounded, DoorText
from bereginya.desk.ui.forms import ChoiceField, ChoicesField, Form, LineField, SecretField, TextField, YesField
from bereginya.vault import Power
from bereginya.vault.passphrases import NameInPassphraseError, WeakPassphraseError, judge
from bereginya.vault.wordlists import LANGUAGES, Language

MOST_TRUSTEES = 9
NOTICE = _(
    "The committee answers for what it keeps here. The law of the country where its people and its computer are binds "
    "it: on personal data, on “foreign agents”, on state and military secrets. Ask an advocate of that country before "
    "you write down names of units, places and movements. If that country may take the computer away, know that what "
    "is switched off stays closed, and that people can still be forced to speak."
)
"""Shown at founding and recorded as it was shown."""


def language_here() -> Language:
    """Return the language of the page as one of the languages that have word lists."""
    code = get_language()
    return code if code in LANGUAGES else "ru"


class NewPassphraseForm(Form):
    """A sign-in name and a passphrase, twice."""

    name = LineField(
        _("Name for signing in"),
        required=True,
        max_length=60,
        help_text=_("Only you know it; colleagues see another name. Capital letters do not matter."),
    )
    passphrase = SecretField(
        _("Passphrase"),
        help_text=_("Type the six words shown above, or your own sentence that nobody else has ever written."),
    )
    again = SecretField(_("The same passphrase once more"))

    def clean(self) -> dict[str, Any]:
        """Compare the two and judge the passphrase."""
        said = super().clean() or self.cleaned_data
        first, second, name = said.get("passphrase"), said.get("again"), said.get("name")
        if first and second and first != second:
            self.add_error("again", _("The two are not the same. Type both again."))
        elif first:
            self._judge(first, name or "")
        return said

    def _judge(self, passphrase: str, name: str) -> None:
        try:
            judge(passphrase, name)
        except WeakPassphraseError:
            self.add_error("passphrase", _("This is too easy to guess. Take the six words, or make yours longer."))
        except NameInPassphraseError:
            self.add_error("passphrase", _("Your sign-in name must not be part of the passphrase."))


class FoundingForm(NewPassphraseForm):
    """The committee, its first member, and what she read about the law."""

    founding_code = LineField(
        _("Code from the terminal"),
        required=True,
        max_length=20,
        help_text=_("Eight digits, shown where the program was started. So no stranger can found your committee."),
    )
    committee = LineField(_("What is the committee called?"), required=True, max_length=120)
    data_lies_in = LineField(
        _("In which country does this computer stand?"),
        required=True,
        max_length=120,
        help_text=_("The data lies on this computer and nowhere else."),
    )
    notice = YesField(_("I have read whose law binds us."), required=True)
    called = LineField(
        _("How do colleagues call you?"),
        required=True,
        max_length=80,
        help_text=_("A first name or another name is enough."),
    )

    field_order = (
        "founding_code",
        "committee",
        "data_lies_in",
        "notice",
        "called",
        "name",
        "passphrase",
        "again",
        "token",
    )

    def record(self) -> CommitteeFounded:
        """Return what is recorded about the committee."""
        said = self.cleaned_data
        return CommitteeFounded(said["committee"], said["data_lies_in"], str(NOTICE))


class SignInForm(Form):
    """Name, passphrase and, where it was set up, a code."""

    name = LineField(_("Name for signing in"), required=True, max_length=60)
    passphrase = SecretField(_("Passphrase"))
    code = LineField(
        _("Code"),
        max_length=20,
        help_text=_("Only if you set up a code: six digits from your phone, or a printed one."),
    )


class TrusteesForm(Form):
    """Who keeps the committee's key, and how many of them open it."""

    names = TextField(
        _("Who are the trustees?"),
        rows=5,
        required=True,
        max_length=900,
        help_text=_("One name a line, nine at most. People whom you trust and who do not all live in one town."),
    )
    needed = forms.IntegerField(
        label=_("How many of them together open the key?"),
        min_value=1,
        max_value=MOST_TRUSTEES,
        help_text=_("Two of three, or three of five, is a good choice."),
    )

    def clean(self) -> dict[str, Any]:
        """Check that so many of so many is possible."""
        said = super().clean() or self.cleaned_data
        names = [line.strip() for line in (said.get("names") or "").splitlines() if line.strip()]
        needed = said.get("needed")
        if len(names) > MOST_TRUSTEES:
            self.add_error("names", _("Nine trustees at most."))
        elif names and needed and needed > len(names):
            self.add_error("needed", _("There are not so many trustees."))
        elif needed == 1 and len(names) > 1:
            self.add_error("needed", _("With several trustees at least two have to come together."))
        said["names"] = [name[:80] for name in names]
        return said


class TrusteeWordsForm(Form):
    """The words of one trustee, typed back."""

    trustee_words = TextField(_("The trustee's words"), rows=4, required=True, max_length=1000)


class InvitationForm(Form):
    """The words a newcomer was given."""

    invitation = LineField(_("The four words you were given"), required=True, max_length=120)


class EnrolForm(NewPassphraseForm):
    """A newcomer's names and passphrase."""

    called = LineField(
        _("How will colleagues call you?"),
        required=True,
        max_length=80,
        help_text=_("A first name or another name is enough."),
    )
    field_order = ("called", "name", "passphrase", "again", "token")


_POWERS = (
    (Power.WORK.value, _("read new requests and work on cases")),
    (Power.INVITE.value, _("invite and let in members, give powers, say what the door shows")),
    (Power.LAW.value, _("sign as the committee's advocate that a text of the law is right")),
)


def powers_of(said: dict[str, Any]) -> frozenset[Power]:
    """Return the powers that were ticked."""
    return frozenset(Power(one) for one in said["powers"])


class AdmitForm(Form):
    """What a newcomer may do, and that her words were compared."""

    same = YesField(_("I heard her voice or saw her, and her four words are the same as these."), required=True)
    powers = ChoicesField(_("What may she do?"), _POWERS)


class PowersForm(Form):
    """What a member may do."""

    powers = ChoicesField(_("What may she do?"), _POWERS)


class DeputiesForm(Form):
    """Who goes on with a member's cases."""

    def __init__(self, choices: list[tuple[str, str]], *values: Any, **more: Any) -> None:
        super().__init__(*values, **more)
        self.fields["deputies"] = ChoicesField(_("Who goes on with your cases if you cannot?"), choices)


class RenameForm(Form):
    """A member's name for colleagues."""

    called = LineField(_("How do colleagues call you?"), required=True, max_length=80)


class LanguageForm(Form):
    """The language of her pages."""

    language = ChoiceField(_("Language"), (("ru", "Русский"), ("uk", "Українська"), ("en", "English")), required=True)


class ChangePassphraseForm(NewPassphraseForm):
    """The present name and passphrase, and the new ones."""

    present_name = LineField(_("Your present name for signing in"), required=True, max_length=60)
    present = SecretField(_("Your present passphrase"))
    field_order = ("present_name", "present", "name", "passphrase", "again", "token")


class CodeForm(Form):
    """The first code from the phone."""

    code = LineField(_("The six digits that your phone shows now"), required=True, max_length=12)


class ShutOutForm(Form):
    """That a member should be shut out."""

    sure = YesField(_("I have read what happens."), required=True)


class LockForm(Form):
    """How the door is to behave while nobody reads."""

    door = ChoiceField(
        _("And the door for people who write to us?"),
        (
            ("open", _("It stays open: what they write is closed with a key and waits.")),
            ("shut", _("It says: “We cannot read now. Do not write here.”")),
        ),
        required=True,
    )


class CloseHardForm(LockForm):
    """The first confirmation of closing hard."""

    elsewhere = YesField(
        _("A copy of the key box lies in another place, or enough trustees can be reached."), required=True
    )


class CloseHardAgainForm(Form):
    """The second confirmation."""

    sure = LineField(_("Type the word “close”"), required=True, max_length=20)

    def clean_sure(self) -> str:
        """Accept the word in any of our languages."""
        said = str(self.cleaned_data["sure"]).casefold()
        if said not in {"close", "закрыть", "закрити"}:
            raise ValidationError(_("Type the word, or go back."))
        return said


class DoorTextForm(Form):
    """What the door says in one language."""

    committee = LineField(_("Name of the committee, as strangers may see it"), max_length=120)
    hours = LineField(
        _("When does somebody read?"), max_length=200, help_text=_("For example: every day until eight in the evening.")
    )
    danger = TextField(
        _("Whom can a person call who is in danger now?"),
        rows=3,
        max_length=600,
        help_text=_("Telephone numbers that answer at night, one a line."),
    )

    def text(self, language: str) -> DoorText | None:
        """Return what is to be said in this language, or None when nothing was written."""
        said = self.cleaned_data
        parts = [said.get(name) or "" for name in ("committee", "hours", "danger")]
        return DoorText(language, *parts) if any(parts) else None
