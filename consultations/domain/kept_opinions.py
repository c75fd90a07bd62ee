"""What a unit said in the round before, offered where the text is the same.

(Giữ nguyên ý kiến lần trước.) It only fills the draft: the answer is still the unit's own act.
"""

from datetime import datetime

from accounts.models import User
from consultations.domain import drafts
from consultations.domain.text_changes import same_text
from consultations.models import Comment, Consultee, Content, Draft


def offered(consultee: Consultee) -> dict[int, Comment]:
    """Return the unit's earlier opinion on each content that has not changed, by the content."""
    contents = (
        Content.objects.filter(round=consultee.round_id, carried_from__isnull=False)
        .select_related("carried_from")
        .prefetch_related("passages", "carried_from__passages")
    )
    same = {
        content.carried_from_id: content.pk
        for content in contents
        if content.carried_from and same_text(content, content.carried_from)
    }
    # One round may go on from several: what a round given up had added was asked there first.
    parts = Consultee.objects.filter(round__contents__in=list(same), district=consultee.district_id)
    counted = [part.counted_response for part in parts.with_course().distinct()]
    comments = [comment for answer in counted if answer for comment in answer.comments.all()]
    return {same[one.content_id]: one for one in comments if one.content_id in same}


def keep_earlier(consultee: Consultee, *, version: int, by: User, at: datetime) -> Draft:
    """Fill the draft with the earlier opinions, where nothing is chosen or typed yet."""
    draft = Draft.objects.filter(consultee=consultee).first()
    said = dict(drafts.said_in(draft)) if draft else {}
    for content, comment in offered(consultee).items():
        if said.get(content, ("", "")) == ("", ""):
            said[content] = (comment.position, comment.text)
    return drafts.save_draft(consultee, said, version=version, by=by, at=at)
