"""What a unit's staff do on the page of a call."""

COMMENT = "Góp ý, đề nghị sửa hoặc lý do không nhất trí"


def open_call(person):
    """Open the call that waits for an answer."""
    person.open("/")
    person.follow("Trả lời")


def content(person, ordinal):
    """The part of the page about one content."""
    return person.main.locator(f"#noi-dung-{ordinal}")


def say(person, ordinal, opinion, comment=""):
    """Choose an opinion on a content, and comment on it."""
    part = content(person, ordinal)
    part.get_by_label(opinion, exact=True).check()
    if comment:
        part.get_by_label(COMMENT).fill(comment)
        part.get_by_label(COMMENT).blur()
