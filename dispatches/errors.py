"""Refusals of this app. Each carries a sentence for the person who asked."""


class DispatchRefused(Exception):
    """The act does not fit the state of the dispatch or of its register; nothing was changed."""


class UploadRefused(Exception):
    """The file is not one that the portal keeps; the message says what to do."""


class FileDamaged(Exception):
    """A stored file no longer has the content under whose hash it was stored."""
