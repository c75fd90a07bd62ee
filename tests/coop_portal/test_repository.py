"""The repository itself: what no other tool looks at."""

import ast
import re
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
# Set by the PDF renderer, which no browser ever sees.
PRINTED = {"document.html", "letter"}
NOT_OURS = {".git", ".venv", "node_modules", "var"}
AT_THE_TOP = {
    ".env.example",
    ".gitignore",
    "Makefile",
    "README.md",
    "manage.py",
    "package-lock.json",
    "package.json",
    "packages.txt",
    "pyproject.toml",
    "requirements-dev.txt",
    "requirements.txt",
}


def files(*patterns: str) -> list[Path]:
    """Files of the project itself, in any folder."""
    ours = [path for path in ROOT.iterdir() if path.name not in NOT_OURS]
    return [
        path
        for top in ours
        for path in ([top] if top.is_file() else top.rglob("*"))
        if path.is_file() and any(path.match(pattern) for pattern in patterns)
    ]


def findings(pattern: str, paths: list[Path], *, flags: int = 0) -> list[str]:
    """Where the pattern occurs: «path:line: text»."""
    expression = re.compile(pattern, flags)
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for path in paths
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if expression.search(line)
    ]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_and_says_what_it_is_for(name):
    lines = [
        line
        for line in (ROOT / name).read_text("utf-8").splitlines()
        if line and not line.startswith(("#", "-r "))
    ]
    assert lines
    for line in lines:
        assert re.fullmatch(r"[A-Za-z0-9-]+(\[[a-z0-9,]+\])?==[\w.]+ +# \S.*", line), line


def test_every_system_package_says_when_and_what_for():
    lines = [
        line
        for line in (ROOT / "packages.txt").read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    assert lines
    for line in lines:
        assert re.fullmatch(r"(run |test) +[a-z0-9.-]+ +\S.*", line), line


def variables_read() -> set[str]:
    pattern = (
        r'env\.\w+\(\s*"([A-Z_]+)"|_required\(\s*env,\s*"([A-Z_]+)"|environ\.get\(\s*["\']([A-Z_]+)'
    )
    sources = [*(ROOT / "coop_portal").rglob("*.py"), *(ROOT / "scripts").glob("*.py")]
    found = (match for path in sources for match in re.findall(pattern, path.read_text("utf-8")))
    return {name for match in found for name in match if name}


def test_every_variable_is_in_the_example_with_a_line_of_explanation():
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    explained = {
        line.partition("=")[0]
        for before, line in pairwise(lines)
        if re.match("[A-Z_]+=", line) and before.startswith("# ")
    }
    assert explained == variables_read()


def test_every_variable_is_in_the_operations_manual():
    manual = (ROOT / "docs" / "operations.md").read_text("utf-8")
    missing = {name for name in variables_read() if f"`{name}`" not in manual}
    assert missing == set()


def test_every_command_of_make_is_explained_by_make():
    listed = subprocess.run(
        ["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert [line.split()[1] for line in listed.splitlines()] == [
        "help",
        "setup",
        "run",
        "reset",
        "test",
        "coverage",
        "check",
        "bench",
    ]


def test_no_page_holds_a_script_or_a_style():
    pages = [path for path in files("*.html") if not PRINTED & {*path.parts}]
    assert pages
    inline = r"<style\b|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)"
    assert findings(inline, pages, flags=re.IGNORECASE) == []


def test_nothing_is_fetched_from_another_host():
    foreign = r'(src|href|action|url\(|@import|fetch\()[="\'(\s]*(https?:)?//'
    assert findings(foreign, files("*.html", "*.css", "*.js"), flags=re.IGNORECASE) == []


def test_every_translated_block_over_several_lines_is_trimmed():
    over_lines = r"{%\s*blocktrans(late)?\b(?!.*\btrimmed\b)(?!.*{%\s*endblocktrans)"
    assert findings(over_lines, files("*.html", "*.txt")) == []


def test_mail_addresses_of_the_demonstration_belong_to_nobody():
    places = files("*.json", "*.html", "*.txt", "*.py", ".env.example")
    nobodys = r"([\w-]+\.)*(example|example\.com|invalid|test)\b"
    address = rf"(?<![\w:/.+-])[\w.+-]+@(?!{nobodys})[\w-]+(\.[\w-]+)+"
    assert findings(address, places) == []


def test_no_test_skips_sleeps_or_mocks():
    tests = [path for path in (ROOT / "tests").rglob("*.py") if path != Path(__file__)]
    assert tests
    skips = r"\b(skip|skipif|xfail|importorskip)\(|\bmark\.(skip|skipif|xfail)\b|\.skipTest\("
    sleeps = r"\btime\.sleep\b|\bfrom time import .*\bsleep\b|\bwait_for_timeout\b"
    mocks = r"\bunittest\.mock\b|\bfrom unittest import .*\bmock\b|\bmocker\b"
    assert findings("|".join((skips, sleeps, mocks)), tests) == []


def test_nothing_is_left_to_do():
    known = ("*.py", "*.html", "*.js", "*.css", "*.toml", "*.md", "*.txt", "Makefile")
    sources = [*files(*known), *(ROOT / "scripts").iterdir()]
    own = [path for path in sources if path.is_file() and path != Path(__file__)]
    assert own
    assert findings(r"\b(TODO|FIXME|XXX|HACK)\b", own) == []


def test_whatever_lies_at_the_top_was_put_there():
    files_there = {path.name for path in ROOT.iterdir() if path.is_file()} - NOT_OURS
    assert files_there == AT_THE_TOP


def own_code() -> list[Path]:
    return [
        path for path in files("*.py") if not {"migrations", "tests", "scripts"} & {*path.parts}
    ]


def too_long(paths: list[Path], longest: int) -> dict[str, int]:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in paths
    }
    return {name: length for name, length in lengths.items() if length > longest}


def test_modules_and_templates_are_short():
    assert too_long(own_code(), 300) == {}
    assert too_long(files("*.html"), 99) == {}


def test_functions_are_short():
    lengths = {
        f"{path.relative_to(ROOT)} {node.name}": node.end_lineno - node.lineno + 1
        for path in own_code()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
    }
    assert {name: length for name, length in lengths.items() if length > 40} == {}
    assert sum(length < 18 for length in lengths.values()) / len(lengths) > 0.9


def test_every_module_begins_with_what_it_is():
    silent = [
        str(path.relative_to(ROOT))
        for path in files("*.py")
        if path.read_text("utf-8").strip()
        and not {"migrations", "tests"} & set(path.parts)
        and not re.match(r'(#!.*\n)?"""', path.read_text("utf-8"))
    ]
    assert silent == []
