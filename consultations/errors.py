"""What the domain refuses, in words for the person who asked."""

from django.utils.translation import gettext as _


class ConsultationRefused(Exception):
    """The act is against a rule; the message says which, in the language of the page."""


class DeadlinePassed(ConsultationRefused):
    """The answer came after the deadline, not declared late; its text stays as the draft."""


class DraftConflict(ConsultationRefused):
    """Somebody else of the unit saved the draft meanwhile; nothing was overwritten."""


class AnswerIncomplete(ConsultationRefused):
    """Some contents have no opinion, or an opinion that needs words has none.

    `problems` maps a content's id to the sentence that says what is missing.
    """

    def __init__(self, problems: dict[int, str]) -> None:
        super().__init__(_("Chưa đủ ý kiến để gửi."))
        self.problems = problems


class LetterInDoubt(ConsultationRefused):
    """The document may be another's answer: whoever enters it has to say that it is the unit's."""


class KeyRefused(Exception):
    """Another system's request is refused; `status` is HTTP's, the message is for its developer."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status
