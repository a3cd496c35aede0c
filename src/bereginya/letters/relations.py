"""What he is to the one who writes, from what the one who asks is to him: a mother writes of "my son"."""

from bereginya.facts.people import Relation, Sex

_CHILDREN = {Sex.MALE: "son", Sex.FEMALE: "daughter"}
_SIBLINGS = {Sex.MALE: "brother", Sex.FEMALE: "sister"}
_GRANDCHILDREN = {Sex.MALE: "grandson", Sex.FEMALE: "granddaughter"}
_PARENTS = {Sex.MALE: "father", Sex.FEMALE: "mother"}
_OTHER_WAY = {
    Relation.MOTHER: _CHILDREN,
    Relation.FATHER: _CHILDREN,
    Relation.SISTER: _SIBLINGS,
    Relation.BROTHER: _SIBLINGS,
    Relation.GRANDMOTHER: _GRANDCHILDREN,
    Relation.GRANDFATHER: _GRANDCHILDREN,
    Relation.SON: _PARENTS,
    Relation.DAUGHTER: _PARENTS,
    Relation.WIFE: {Sex.MALE: "husband"},
    Relation.HUSBAND: {Sex.FEMALE: "wife"},
}


def relation_in_letter(asker: Relation, sex: Sex | None) -> str | None:
    """Return the key of a relation field: what a person of this sex is to an asker who is that to him.

    None where nothing follows (a friend, a comrade, a sex that nobody told): then a person chooses.

    >>> relation_in_letter(Relation.MOTHER, Sex.MALE)
    'son'
    """
    return None if sex is None else _OTHER_WAY.get(asker, {}).get(sex)
