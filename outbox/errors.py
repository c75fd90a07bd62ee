"""Refusals of this app; the text is Vietnamese and is shown to the user."""


class RetryRefused(Exception):
    """The message is not one that failed (thư không ở trạng thái hỏng)."""
