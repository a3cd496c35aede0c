"""The sentence a person reads for each of our errors, by its code."""

from typing import TYPE_CHECKING, TypeAlias

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Words: TypeAlias = "str | _StrPromise"
"""A text, or one that is translated when it is shown (`gettext_lazy`)."""

_SENTENCES: dict[str, Words] = {
    "facts.date": gettext_lazy("This date could not be understood. Write it in digits, or in words as it was told."),
    "facts.malformed-record": gettext_lazy("A stored note could not be read. Call whoever looks after this computer."),
    "facts.unknown-kind": gettext_lazy("This was written by a newer version of the program. Update it to read this."),
    "passphrase.name": gettext_lazy("Your sign-in name must not be part of the passphrase."),
    "passphrase.weak": gettext_lazy("This is too easy to guess. Take the six words, or make yours longer."),
    "receipt.count": gettext_lazy("There should be nine words."),
    "receipt.order": gettext_lazy(
        "Each word exists, but together they are not a receipt. Look at their order, and whether one is another word."
    ),
    "receipt.unknown-word": gettext_lazy("One of the words is not in our list. Look at its letters again."),
    "receipt.wrong": gettext_lazy("These words open nothing here. Look at each of them again."),
    "site.cannot-start": gettext_lazy("A part of the program cannot start. Its window says why."),
    "site.settings": gettext_lazy("A setting of the program is missing or wrong."),
    "homecoming.against-his-wish": gettext_lazy(
        "He did not agree to this. What may be said is that he is alive and does not wish contact."
    ),
    "homecoming.same-person": gettext_lazy("You wrote this yourself. Somebody else has to look at it."),
    "homecoming.too-early": gettext_lazy(
        "She cannot be told yet: something that has to be written down first is missing."
    ),
    "letters.clock": gettext_lazy("The law gives no day for this kind of letter, or its data cannot be read."),
    "letters.number": gettext_lazy(
        "The post book shows a gap or a double in its numbers. Call whoever looks after this computer."
    ),
    "letters.template": gettext_lazy("This template cannot be used. Everything that is wrong with it is listed."),
    "letters.unfinished": gettext_lazy(
        "The letter cannot be made yet: something is missing, or a form of a name has to be confirmed."
    ),
    "letters.unknown-template": gettext_lazy("This template is not there any more. Choose another one."),
    "names.unknown-scheme": gettext_lazy("This way of writing names in other letters is not known."),
    "registers.broke-off": gettext_lazy("The program broke off while it read this list. Nothing of the file is lost."),
    "registers.stopped": gettext_lazy("Somebody stopped the reading."),
    "registers.nobody-read": gettext_lazy("Nobody could be read from this file. Look at how its columns are read."),
    "registers.nothing-new": gettext_lazy(
        "“The same man” needs a document, or one fact that was not known when the search was made. Write which."
    ),
    "registers.same-member": gettext_lazy("You decided this yourself. Somebody else has to look at it."),
    "registers.same-file": gettext_lazy("This very file is there already: not one letter of it has changed."),
    "registers.too-many": gettext_lazy(
        "This list names more people than the memory of this computer can search. Divide it into several lists."
    ),
    "rights.facts": gettext_lazy("Some of these facts cannot be read. Look at the days and the answers again."),
    "rights.rule-file": gettext_lazy("A rule of law was written with a gap, an overlap or a slip, and was not taken."),
    "tracing.index-broken": gettext_lazy(
        "The index of this register is damaged or of another edition. It is made anew."
    ),
    "tracing.mapping": gettext_lazy("A column was named that this register does not have."),
    "tracing.no-id": gettext_lazy("This register has no column that names its rows."),
    "tracing.spark-missing": gettext_lazy("What is needed for national lists is not installed on this computer."),
    "tracing.unknown-model": gettext_lazy("There is no such model of weights."),
    "tracing.unreadable-file": gettext_lazy(
        "This file cannot be read: it is empty, cut short, of an unknown kind, or dangerous."
    ),
    "tracing.writing": gettext_lazy("This table does not fit the kind of file. Choose another ending."),
    "ui.cannot-show": gettext_lazy(
        "This file cannot be shown safely: it is too large, damaged, or not what it seems. You can take it out."
    ),
    "ui.file-too-large": gettext_lazy(
        "These files are larger than 200 MB together. Send them one by one, or a shorter piece."
    ),
    "ui.file-too-large-here": gettext_lazy(
        "This file is larger than the page takes. How large it may be stands beside it."
    ),
    "vault.already-founded": gettext_lazy("There already is a committee here."),
    "vault.backup": gettext_lazy("The backup could not be made or read. Look at the folder it is in."),
    "vault.busy": gettext_lazy("Many people are signing in just now. This page tries again by itself."),
    "vault.checkpoint": gettext_lazy("A signed state of the log could not be read."),
    "vault.damaged": gettext_lazy("Something stored was damaged and is not shown. The rest is whole."),
    "vault.disk-full": gettext_lazy(
        "The disk is full, so nothing can be kept now. Go back: what you wrote is still there. Tell us another way."
    ),
    "vault.disk-nearly-full": gettext_lazy(
        "The disk is nearly full, so files cannot be taken now. Text is still received."
    ),
    "vault.locked": gettext_lazy("The desk is locked. Sign in again to go on."),
    "vault.key-box-lost": gettext_lazy("The key box is missing on this computer. Bring it back from a copy."),
    "vault.moved": gettext_lazy("A colleague was faster. Go back, look at what is new, and decide again."),
    "vault.no-such-compartment": gettext_lazy("There is nothing here."),
    "vault.no-such-entry": gettext_lazy("There is nothing here."),
    "vault.not-allowed": gettext_lazy("You do not have the right to do this. Ask a colleague who invites members."),
    "vault.not-founded": gettext_lazy("There is no committee here yet."),
    "vault.padding": gettext_lazy("A stored note could not be read. Call whoever looks after this computer."),
    "vault.share-checksum": gettext_lazy("Each word exists, but one is not the written one, or two changed places."),
    "vault.share-length": gettext_lazy("There should be 33 words. Look whether one is missing or stands twice."),
    "vault.share-other-set": gettext_lazy("These words belong to older sheets, or to another committee."),
    "vault.share-too-few": gettext_lazy("More trustees are needed to open the key."),
    "vault.share-word": gettext_lazy("One of the words is not in the list. Look at its letters again."),
    "vault.trust-broken": gettext_lazy(
        "This computer shows keys that are not ours. It may have been in strange hands. Do not use it."
    ),
    "vault.wrong-key": gettext_lazy(
        "Name, passphrase or code do not fit. Check the keyboard's language and try again."
    ),
}


def sentence(code: str) -> str:
    """Return the sentence for an error's code in the language of the page."""
    text = _SENTENCES.get(code)
    return _("Something did not work. Go back and try again.") if text is None else str(text)
