"""The six words that are offered beside every form that asks for a new passphrase."""

from bereginya.desk.members.forms import NewPassphraseForm
from bereginya.desk.members.sessions import Sessions
from bereginya.vault.passphrases import OFFERED_WORDS, WeakPassphraseError, judge, offer
from bereginya.vault.wordlists import Language


def offered_words(sessions: Sessions, form: NewPassphraseForm, language: Language) -> tuple[str, ...]:
    """Return six words, the same for as long as this form is filled in: she may have written them down already."""
    token = str(form["token"].value())
    return tuple(sessions.offered(token, lambda: _strong_words(sessions, language)).split())


def _strong_words(sessions: Sessions, language: Language) -> str:
    """Draw again when one word came twice, which is weaker than six."""
    while True:
        words = offer(sessions.vault.random(2 * OFFERED_WORDS), language)
        try:
            judge(words, "")
        except WeakPassphraseError:
            continue
        return words
