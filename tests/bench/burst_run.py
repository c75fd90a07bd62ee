"""Prints one database's part of the burst: python -m tests.bench.burst_run.

Every client is signed in and sends a CSRF token that is checked. An answer is two posts: the draft,
then its submission. The bare view takes the same two posts through the same middleware and writes
the same rows, one insert after the other, without forms, rules or words.
"""

import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID, uuid4

import django

if __name__ == "__main__":
    django.setup()

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import _get_new_csrf_string
from django.test import Client

from accounts.enums import Role
from accounts.models import AuditEvent, User
from consultations.forms.answer import position_name, text_name
from consultations.models import Comment, Consultee, Draft, Response, Round
from deadlines import clock
from deadlines.value import Deadline
from dispatches.models import RegisterBook, RegisterCounter
from districts.models import DistrictOfficer
from outbox.models import Message
from tests import migrated
from tests.consultations.big_rounds import big_round
from tests.factories import AT, DAY

ANSWERS, CLIENTS, CONTENTS = 2000, 32, 5
TO_REACH = 0.5
WORDS = "Đề nghị bổ sung cơ chế phối hợp giữa các đơn vị. " * 3
KEPT = (Response, Comment, Message, AuditEvent, Draft)


@login_required
def bare_draft(request: HttpRequest, consultee: int) -> HttpResponse:
    """Write a draft and its audit row."""
    with transaction.atomic():
        Draft.objects.create(
            consultee_id=consultee,
            answers=dict(request.POST),
            updated_at=AT,
            updated_by=request.user,
        )
        _audit(request.user, "draft.begun", consultee)
    return HttpResponse(status=302)


@login_required
def bare_answer(request: HttpRequest, consultee: int) -> HttpResponse:
    """Write an answer with its number, comments, mail and audit rows; take the draft away."""
    with transaction.atomic():
        part = Consultee.objects.get(pk=consultee)
        round_ = Round.objects.select_for_update().get(pk=part.round_id)
        contents = round_.contents.all()
        counter = _next_number()
        answer = Response.objects.create(
            consultee=part,
            version=1,
            key=UUID(request.POST["key"]),
            received_at=AT,
            term=round_.terms.get(),
            receipt_number=counter.last_number,
            receipt_year=counter.year,
            digest="0" * 64,
            draft_version=1,
            submitted_by=request.user,
            sender_name=request.user.full_name,
        )
        Comment.objects.bulk_create(
            Comment(response=answer, content=each, position="disagree", text=WORDS)
            for each in contents
        )
        _audit(request.user, "response.submitted", consultee)
        if part.address:
            _receipt(answer, part)
            _audit(request.user, "message.queued", consultee)
        Draft.objects.filter(consultee=part).delete()
    return HttpResponse(status=302)


def _next_number() -> RegisterCounter:
    counter = RegisterCounter.objects.select_for_update().get(book__code="bare")
    counter.last_number, counter.last_date = counter.last_number + 1, DAY
    counter.save()
    return counter


def _receipt(answer: Response, part: Consultee) -> None:
    Message.objects.create(
        key=f"receipt:{answer.pk}",
        kind="receipt",
        topic_type="consultations.consultee",
        topic_id=part.pk,
        to_name=part.name,
        to_address=part.address,
        subject="Đã nhận ý kiến",
        text=WORDS * CONTENTS,
        message_id=f"<{answer.pk}@bare.example>",
        created_at=AT,
    )


def _audit(by: User, action: str, consultee: int) -> None:
    AuditEvent.objects.create(
        at=AT,
        actor_id=by.pk,
        actor_name=by.full_name,
        actor_role=by.role,
        action=action,
        object_type="consultations.consultee",
        object_id=str(consultee),
        object_label="Đơn vị",
        data={},
    )


class Unit:
    """A browser of one unit's staff, and what it posts."""

    def __init__(self, consultee: Consultee, person: User, contents: list) -> None:
        """Sign in; that is no part of what is measured."""
        self.consultee = consultee
        self.client = Client(enforce_csrf_checks=True, raise_request_exception=False)
        self.client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        self.token = _get_new_csrf_string()
        self.client.cookies[settings.CSRF_COOKIE_NAME] = self.token
        self.opinions = {position_name(each): "disagree" for each in contents}
        self.opinions |= {text_name(each): WORDS for each in contents}

    def through_the_portal(self) -> str:
        """Write and submit an answer as the pages do; return what came of it."""
        page = f"/lay-y-kien/tra-loi/{self.consultee.pk}/"
        return self._posted(page, f"{page}kiem-tra/")

    def barely(self) -> str:
        """The same through the bare view."""
        return self._posted(*(f"/bare/{self.consultee.pk}/{act}/" for act in ("draft", "answer")))

    def _posted(self, first: str, second: str) -> str:
        saved = self._post(first, self.opinions | {"version": "0"})
        sent = self._post(second, {"key": str(uuid4()), "version": "1", "late": ""})
        return f"{saved.status_code} {sent.status_code}"

    def _post(self, address: str, data: dict):
        return self.client.post(address, data | {"csrfmiddlewaretoken": self.token})


def main() -> None:
    """Print the figures of this database."""
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.ROOT_URLCONF = "tests.bench.burst_urls"
    settings.PORTAL_REHEARSAL = False  # in production the time is the machine's, not a row's
    migrated.migrate()
    book = RegisterBook.objects.create(code="bare", name="Sổ")
    RegisterCounter.objects.create(book=book, year=DAY.year + 1, last_number=0)
    units = {which: _asked(which) for which in ("portal", "bare")}
    print(f"\n{connection.vendor}: {ANSWERS:,} answers by {CLIENTS} clients, {CONTENTS} contents")
    portal = _burst("portal", units["portal"], Unit.through_the_portal)
    bare = _burst("bare view", units["bare"], Unit.barely)
    ratio = portal / bare
    print(f"ratio {ratio:.2f}, to reach ≥ {TO_REACH:g}: {'yes' if ratio >= TO_REACH else 'NO'}")


def _asked(which: str) -> list[Unit]:
    """A round of its own, and somebody signed in for each unit."""
    deadline = Deadline.before(clock.today() + timedelta(days=30))
    round_ = big_round(ANSWERS, CONTENTS, prefix=which, silent=True, deadline=deadline)
    asked = list(round_.consultees.select_related("district"))
    people = User.objects.bulk_create(_person(f"{which}-{n}") for n in range(ANSWERS))
    DistrictOfficer.objects.bulk_create(
        DistrictOfficer(user=person, district=unit.district, valid_from=DAY, may_submit=True)
        for person, unit in zip(people, asked, strict=True)
    )
    contents = list(round_.contents.order_by("ordinal"))
    return [Unit(*pair, contents) for pair in zip(asked, people, strict=True)]


def _person(name: str) -> User:
    made = User(role=Role.DISTRICT, created_at=AT, must_change_password=False)
    made.set_names(username=name, full_name=f"Người {name}")
    made.set_unusable_password()
    return made


def _burst(name: str, units: list[Unit], answer: Callable[[Unit], str]) -> float:
    """Let the clients answer together; print what came of it and return answers a second."""
    before = _rows()
    began = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as clients:
        lots = clients.map(
            lambda lot: _lot(lot, answer), (units[n::CLIENTS] for n in range(CLIENTS))
        )
        came = sum(lots, Counter())
    seconds = time.perf_counter() - began
    errors = ANSWERS - came["302 302"]
    parts = [unit.consultee.pk for unit in units]
    kept = Response.objects.filter(consultee__round=units[0].consultee.round_id).count()
    lost = came["302 302"] - kept
    speed = len(parts) / seconds
    written = {model: n - before[model] for model, n in _rows().items()}
    each = ", ".join(f"{model} {n / ANSWERS:g}" for model, n in written.items())
    print(f"{name:>10}: {speed:>6.1f} answers a second, {errors} errors, {lost} lost; rows: {each}")
    if errors:
        print(f"            {came}")
    return speed


def _lot(units: list[Unit], answer: Callable[[Unit], str]) -> Counter:
    """One client's answers, one after the other; how often which pair of statuses came."""
    try:
        return Counter(answer(unit) for unit in units)
    finally:
        connection.close()


def _rows() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in KEPT}


if __name__ == "__main__":
    main()
