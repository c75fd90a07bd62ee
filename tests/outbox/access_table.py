"""Who gets what at the addresses of the outbox."""

from accounts.actors import SYSTEM
from outbox.domain.messages import enqueue
from outbox.models import Message
from tests.access import DEPARTMENT, only
from tests.factories import AT

READ = {"GET": only(*DEPARTMENT), "POST": only(*DEPARTMENT, ok=405)}
RESENDERS = ("officer", "administrator")


def _failed(world):
    message = enqueue(
        key="call:1",
        kind="call",
        topic=("consultations.consultee", 1),
        to_name="UBND huyện Lục Ngạn",
        to_address="lucngan@bacgiang.example",
        subject="Đề nghị tham gia ý kiến",
        text="Kính gửi UBND huyện Lục Ngạn",
        by=SYSTEM,
        at=AT,
    )
    Message.objects.filter(pk=message.pk).update(state="failed", failed_at=AT)
    return {"pk": message.pk}


ROWS = {
    "outbox:list": READ,
    "outbox:detail": READ | {"args": _failed},
    "outbox:retry": {
        "args": _failed,
        "GET": only(*RESENDERS, ok=405),
        "POST": only(*RESENDERS, ok=302),
    },
}
