"""Who gets what at the addresses of consultations."""

from tests.consultations.answering_access import ANSWERING

ROWS = {**ANSWERING}
