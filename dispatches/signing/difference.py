"""The first difference that makes a file another document."""

from enum import StrEnum


class Difference(StrEnum):
    """What differs."""

    PAGE_COUNT = "page_count"
    PAGE_SIZE = "page_size"
    WORDS = "words"
    PICTURE = "picture"
    HIDDEN_INK = "hidden_ink"
    ON_WORDS = "on_words"
    ANNOTATIONS = "annotations"
    FIELDS = "fields"
    UNSIGNED_FIELD = "unsigned_field"
    LAYERS = "layers"
    APPENDED = "appended"


class DifferentDocument(Exception):
    """The file is not the issued document; `page` counts from 1, 0 if it is the whole file."""

    def __init__(self, difference: Difference, page: int = 0) -> None:
        super().__init__(difference, page)
        self.difference, self.page = difference, page
