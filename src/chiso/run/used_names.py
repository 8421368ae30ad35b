"""Which names the cells of a notebook use, told from their source without running it."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[^\W\d]\w*")
_MAGIC = re.compile(r"\s*[%!?]|.*\?\s*$")
_IN_QUERY = re.compile(r"@([^\W\d]\w*)")

#: With one of these a cell can reach any name without naming it.
_REACH_ALL = frozenset({"eval", "exec", "get_ipython", "globals", "locals", "vars"})
_RUNS_OTHERS = re.compile(r"^\s*%(run|load|store|macro|recall|rerun)\b", re.MULTILINE)


def unused(names: Iterable[str], sources: Iterable[str]) -> list[str]:
    """Return the names whose given value no cell uses; none where a cell may use names that it does not show.

    Parameters
    ----------
    names
        The names in question.
    sources
        The source of each cell, in their order; lines of magics are no Python, but may use names, too. What is
        given is not used either where a cell gives the name another value before any reads it.
    """
    used: set[str] = set()
    replaced: set[str] = set()
    for source in sources:
        if _RUNS_OTHERS.search(source):
            return []
        for found, is_replaced in _uses(source):
            if not is_replaced:
                used |= {found} - replaced
            elif found not in used:
                replaced.add(found)
        if _REACH_ALL & used:
            return []
    return [name for name in names if name not in used]


def parsed(source: str) -> ast.Module | None:
    """Return the syntax tree of a cell, or None where it is no plain Python."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the author's code Python warns when it runs
        try:
            return ast.parse(source)
        except (SyntaxError, ValueError, RecursionError):
            return None


def _uses(source: str) -> Iterator[tuple[str, bool]]:
    """Yield the names that a cell uses, in order, and those that it gives another value whatever happens."""
    lines = source.splitlines()
    if source.lstrip().startswith("%%"):  # of whatever language the rest is, a word of it may be the name
        yield from ((word, False) for word in _WORD.findall(source))
    magics = [line for line in lines if _MAGIC.match(line)]
    yield from ((word, False) for word in _WORD.findall("\n".join(magics)))
    tree = parsed("\n".join("" if line in magics else line for line in lines))
    if tree is None:  # such as `files = !ls`
        yield from ((word, False) for word in _WORD.findall(source))
        return
    for statement in tree.body:
        yield from ((name, False) for name in _read(statement))
        targets = statement.targets if isinstance(statement, ast.Assign) else []
        if isinstance(statement, ast.AnnAssign) and statement.value is not None:
            targets = [statement.target]
        yield from ((target.id, True) for target in targets if isinstance(target, ast.Name))


def _read(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            yield node.target.id
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):  # DataFrame.query takes `@name`
            yield from _IN_QUERY.findall(node.value)
