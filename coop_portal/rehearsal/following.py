"""The round after the closed one: its draft is changed as the answers to the comments promise.

Reason and changes are examples, like the comments of the story.
"""

from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from uuid import UUID

from accounts.models import User
from consultations.domain import drafting, next_round, text_changes
from consultations.domain.drafting import Wording
from consultations.models import Comment, Content, Round
from deadlines.value import Deadline, day_in_hanoi

TIME_TO_ANSWER = timedelta(days=14)
REASON = (
    "Trên cơ sở ý kiến góp ý của UBND {audience}, Sở Ngoại vụ đã tiếp thu, chỉnh sửa dự thảo và "
    "tiếp tục xin ý kiến (lần {ordinal}) của UBND {audience} về các nội dung sau:"
)


@dataclass(frozen=True)
class Amendment:
    """A comment, the words of the draft that it changed, and how one says so in short."""

    comment: str
    old: str
    new: str
    note: str


AMENDMENTS = (
    Amendment(
        "Đề nghị bổ sung lĩnh vực giáo dục và đào tạo.",
        "giao lưu văn hóa;",
        "giao lưu văn hóa, giáo dục và đào tạo;",
        "bổ sung lĩnh vực giáo dục và đào tạo",
    ),
    Amendment(
        "Đề nghị bổ sung Hàn Quốc vào các nước ưu tiên tiêu thụ vải thiều.",
        "Trung Quốc, Israel, Australia, Nhật Bản.",
        "Trung Quốc, Israel, Australia, Nhật Bản, Hàn Quốc.",
        "bổ sung Hàn Quốc",
    ),
    Amendment(
        "Đề nghị bổ sung lĩnh vực đào tạo nguồn nhân lực cho khu công nghiệp.",
        "xây dựng khu công nghiệp - đô thị;",
        "xây dựng khu công nghiệp - đô thị, đào tạo nguồn nhân lực cho khu công nghiệp;",
        "bổ sung lĩnh vực đào tạo nguồn nhân lực cho khu công nghiệp",
    ),
    Amendment(
        "Đề nghị Sở Ngoại vụ hướng dẫn mẫu Kế hoạch triển khai thực hiện Đề án.",
        "Xây dựng Kế hoạch triển khai thực hiện Đề án xong",
        "Xây dựng Kế hoạch triển khai thực hiện Đề án theo mẫu do Sở Ngoại vụ hướng dẫn, xong",
        "bổ sung mẫu Kế hoạch do Sở Ngoại vụ hướng dẫn",
    ),
)


def draft(previous: Round, *, by: User, at: datetime) -> Round:
    """Draft the next round with the same units, and change its contents after the comments."""
    ordinal, audience = previous.ordinal + 1, previous.audience
    carried = {each.name: getattr(previous, each.name) for each in fields(Wording)}
    reason = REASON.format(ordinal=ordinal, audience=audience)
    made = next_round.carry_on(
        previous,
        wording=Wording(**carried | {"reason": reason}),
        deadline=Deadline.before(day_in_hanoi(at) + TIME_TO_ANSWER),
        units=[each.district for each in previous.consultees.select_related("district")],
        by=by,
        at=at,
    )
    for amendment in AMENDMENTS:
        _amend(made, amendment, by=by, at=at)
    # Read anew: the letter was written since.
    return Round.objects.get(pk=made.pk)


def _amend(round_: Round, amendment: Amendment, *, by: User, at: datetime) -> None:
    """Change the draft after each accepted comment of these words, and note that it did."""
    for content in round_.contents.filter(carried_from__isnull=False):
        said = Comment.objects.filter(content=content.carried_from_id, text=amendment.comment)
        accepted = [comment for comment in said if text_changes.is_taken_in(comment)]
        if accepted:
            passage = _rewrite(content, amendment, by=by, at=at)
            for comment in accepted:
                text_changes.note_change(
                    content, comment, passage=passage, note=amendment.note, by=by, at=at
                )


def _rewrite(content: Content, amendment: Amendment, *, by: User, at: datetime) -> UUID:
    """Put the new words in the paragraph that has the old ones; return the paragraph's key."""
    passages = list(content.passages.all())
    place = next(n for n, passage in enumerate(passages) if amendment.old in passage.text)
    texts = [passage.text.replace(amendment.old, amendment.new) for passage in passages]
    written = drafting.put_content(
        content.round,
        heading=content.heading,
        passages=texts,
        concerned=content.concerned.all(),
        ordinal=content.ordinal,
        by=by,
        at=at,
    )
    return written.passages.get(ordinal=place + 1).key
