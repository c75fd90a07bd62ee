"""Runs the sections named, or all: python -m tests.bench [SECTION…]."""

import sys
from importlib import import_module

import django

from tests import migrated

# Modules of this package, each with a function main.
SECTIONS = ("letters", "lists", "board", "burst")


def main(names: list[str]) -> None:
    if unknown := set(names) - set(SECTIONS):
        sys.exit(f"No section {', '.join(sorted(unknown))}; there are: {', '.join(SECTIONS)}.")
    django.setup()
    migrated.migrate()
    for name in names or SECTIONS:
        print(f"== {name}")
        import_module(f"tests.bench.{name}").main()


if __name__ == "__main__":
    main(sys.argv[1:])
