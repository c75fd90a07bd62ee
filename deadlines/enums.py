"""Kinds of deadline. Plain values: the arithmetic of deadlines imports no Django."""

from enum import StrEnum


class DeadlineKind(StrEnum):
    """How a letter sets its time limit (thời hạn)."""

    BEFORE_DATE = "before_date"
    """«trước ngày 09/8/2021»: the day itself is too late."""
    THROUGH_DATE = "through_date"
    """«đến hết ngày 09/8/2021»: the day itself still counts."""
    BEFORE_TIME = "before_time"
    """«trước 17 giờ 00 ngày 09/8/2021»."""
    WITHIN_WORKING_DAYS = "within_working_days"
    """«trong thời hạn 07 ngày làm việc kể từ ngày nhận được văn bản»: the last day counts."""
