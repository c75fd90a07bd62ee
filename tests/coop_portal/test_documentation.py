"""What the documents claim is true."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

DOCS = Path(settings.BASE_DIR) / "docs"
OWN_APPS = [
    config for config in apps.get_app_configs() if (settings.BASE_DIR / config.label).is_dir()
]


def glossary():
    table = (DOCS / "concepts.md").read_text("utf-8").split("## Glossary")[1]
    rows = re.findall(r"^\| ([^|]+) \| (\w+) \| ([^|]+) \|$", table, re.MULTILINE)
    return {
        identifier: vietnamese for english, identifier, vietnamese in rows if english != "English"
    }


def test_the_glossary_names_every_model_and_no_other():
    models = {model.__name__ for config in OWN_APPS for model in config.get_models()}
    assert set(glossary()) == models


@pytest.mark.parametrize("page", sorted(DOCS.rglob("*.md")), ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_decisions_are_short_and_numbered():
    decisions = sorted((DOCS / "adr").glob("*.md"))
    assert [int(page.name[:4]) for page in decisions] == list(range(1, len(decisions) + 1))
    for page in decisions:
        text = page.read_text("utf-8")
        assert text.startswith(f"# {int(page.name[:4])}. ")
        assert re.findall(r"^## (\w+)", text, re.MULTILINE) == [
            "Status",
            "Context",
            "Decision",
            "Consequences",
        ]
        assert text.count("\n") <= 40
