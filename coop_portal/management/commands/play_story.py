"""`manage.py play_story`: the part of `rehearse` that runs inside the fresh portal."""

from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from consultations.errors import ConsultationRefused
from consultations.models import Round
from coop_portal.rehearsal import (
    agreements,
    consolidation,
    exchange,
    garok,
    reorganisation,
    reports,
    results,
    story,
)
from coop_portal.rehearsal.play import Player, names
from coop_portal.tasks import advance
from deadlines import clock
from districts.models import District
from vietnamese.text import fold

PATIENCE = 300  # seconds for one move of the clock


class Command(BaseCommand):
    """Play a story on the empty database that the settings name."""

    help = (
        "Play a story in an empty portal whose broker, worker and mail server run (see rehearse)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--story", type=Path, required=True)
        parser.add_argument("--out", type=Path, required=True)
        parser.add_argument("--refused", type=Path, required=True, help="addresses to refuse")

    def handle(self, *, story: Path, out: Path, refused: Path, **_options: Any) -> None:
        """Load, play, write the results, show them as a table."""
        try:
            self._play(story, out, refused)
        except (ConsultationRefused, ValueError) as reason:
            raise CommandError(str(reason)) from reason

    def _play(self, path: Path, out: Path, refused: Path) -> None:
        told = story.read(path)
        call_command("load_bac_giang", stdout=self.stderr)
        refused.write_text("\n".join(_addresses(told.refuse_mail)), encoding="utf-8")
        player = Player(_advance)
        results.write_draft(player.round, out)
        player.issue()
        player.play(told)
        round_ = Round.objects.with_course().get(pk=player.round.pk)
        results.write_issued(round_, out)
        results.write_receipts(round_, out)
        rows = results.outcomes(round_)
        results.write_outcomes(rows, out)
        answered = consolidation.play(round_, told.answers, _advance)
        results.write_all(consolidation.results(answered), out)
        results.write_all(exchange.results(exchange.play(round_, clock.now())), out)
        results.write_all(garok.results(garok.play(_advance)), out)
        results.write_all(agreements.results(agreements.play(_advance)), out)
        results.write_all(reorganisation.results(reorganisation.play(_advance)), out)
        results.write_all(reports.results(), out)
        self._show(rows)

    def _show(self, rows: list[dict[str, Any]]) -> None:
        for row in rows:
            answered = (row["answered_at"] or "")[:16].replace("T", " ")
            late = "muộn" if row["late"] else ""
            self.stdout.write(
                f"{row['unit']:<11} {row['outcome']:<24} {answered:<17} {late:<5} {row['reason']}"
            )


def _advance(to: datetime) -> None:
    advance.delay(to.isoformat()).get(timeout=PATIENCE)


def _addresses(units: tuple[str, ...]) -> list[str]:
    by_name = {name: unit.email for unit in District.objects.all() for name in names(unit)}
    unknown = [unit for unit in units if fold(unit) not in by_name]
    if unknown:
        raise story.StoryError(f"refuse_mail: unknown unit «{unknown[0]}»")
    return [by_name[fold(unit)] for unit in units]
