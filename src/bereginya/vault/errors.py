"""What can go wrong with sealed things, by what a person can do next. Messages hold ids and numbers only."""

from bereginya.facts.errors import BereginyaError


class WrongKeyError(BereginyaError):
    """Name, passphrase or code do not fit. Which of them is never said."""

    code = "vault.wrong-key"


class LockedError(BereginyaError):
    """The keyring was emptied; whoever wants to go on has to unlock again."""

    code = "vault.locked"


class NoSuchCompartmentError(BereginyaError):
    """The compartment does not exist, or was never granted to this keyring: the two look the same."""

    code = "vault.no-such-compartment"


class NoSuchEntryError(BereginyaError):
    """No entry with this id can be read with this keyring."""

    code = "vault.no-such-entry"


class MovedError(BereginyaError):
    """Somebody else said something in the compartment since it was read. Read it again, then decide."""

    code = "vault.moved"


class DamagedError(BereginyaError):
    """Stored bytes are not what was written. The message names the entry, letter or file."""

    code = "vault.damaged"


class TrustBrokenError(BereginyaError):
    """A public key, role or power does not reach back to the founding. Nothing is sealed to it."""

    code = "vault.trust-broken"


class NotAllowedError(BereginyaError):
    """The member does not have the power to do this."""

    code = "vault.not-allowed"


class AlreadyFoundedError(BereginyaError):
    """The data folder already holds a committee."""

    code = "vault.already-founded"


class NotFoundedError(BereginyaError):
    """The data folder does not hold a committee yet."""

    code = "vault.not-founded"


class KeyBoxLostError(BereginyaError):
    """There is a log, but no key box beside it: nothing in it can be opened until one is brought from a copy."""

    code = "vault.key-box-lost"


class DiskFullError(BereginyaError):
    """The disk had no room even for a few words; nothing was written."""

    code = "vault.disk-full"
