"""YAML that remembers its lines, so that a mistake in a rule file can be found by whoever wrote it."""

from typing import Any, Final

import yaml

from bereginya.rights.errors import RuleFileError

Mark: Final = "__line__"
"""Under this key every mapping holds the line it begins on."""

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C reader is ten times faster, and in every wheel


class _Lined(_Loader):  # type: ignore[misc]  # the base is chosen above, mypy cannot know it
    """A safe loader that marks lines and refuses a key told twice, which YAML would pass in silence."""

    file = ""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002
        """Return the mapping with its line."""
        mapping: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        if len(mapping) != len(node.value):
            raise RuleFileError(self.file, node.start_mark.line + 1, "a key stands twice")
        mapping[Mark] = node.start_mark.line + 1
        return mapping


def read_yaml(text: str, file: str) -> dict[str, Any]:
    """Read a mapping. Raises `RuleFileError` with the line if the text is not one."""
    loader = _Lined(text)
    loader.file = file
    try:
        content = loader.get_single_data()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise RuleFileError(file, line, f"not YAML: {error.problem}") from error
    finally:
        loader.dispose()
    if not isinstance(content, dict):
        raise RuleFileError(file, 1, "has to be a mapping")
    return content
