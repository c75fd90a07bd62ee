"""Runs of text as an officer types them: **bold**, *italic*, and \\* for a plain asterisk."""

import re
from collections.abc import Iterator

from dispatches.blocks import Run

_MARKED = re.compile(
    r"\*\*\*(?P<both>(?:\\.|[^*\\])+)\*\*\*"
    r"|\*\*(?P<bold>(?:\\.|[^*\\])+)\*\*"
    r"|\*(?P<italic>(?:\\.|[^*\\])+)\*"
    r"|(?P<plain>(?:\\.|[^*\\]|[*\\])(?:\\.|[^*\\])*)",
    re.DOTALL,
)
_ESCAPED = re.compile(r"\\([*\\])")
_SPECIAL = re.compile(r"([*\\])")


def parse(typed: str) -> tuple[Run, ...]:
    """Return the runs of a typed text; an asterisk without its partner is plain."""
    return tuple(_joined(_runs(typed)))


def typed(runs: tuple[Run, ...]) -> str:
    """Return runs as they would be typed."""
    return "".join(_marked(run) for run in runs)


def _runs(text: str) -> Iterator[Run]:
    for match in _MARKED.finditer(text):
        group = match.lastgroup or "plain"
        content = _ESCAPED.sub(r"\1", match[group])
        yield Run(content, bold=group in ("both", "bold"), italic=group in ("both", "italic"))


def _joined(runs: Iterator[Run]) -> Iterator[Run]:
    """Make one run of neighbours in the same style."""
    current: Run | None = None
    for run in runs:
        if current and (current.bold, current.italic) == (run.bold, run.italic):
            current = Run(current.text + run.text, current.bold, current.italic)
            continue
        if current:
            yield current
        current = run
    if current:
        yield current


def _marked(run: Run) -> str:
    text = _SPECIAL.sub(r"\\\1", run.text)
    if not text:
        return ""
    mark = "*" * (2 * run.bold + run.italic)
    return f"{mark}{text}{mark}"
