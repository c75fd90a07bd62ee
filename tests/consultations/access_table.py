"""Who gets what at the addresses of consultations."""

from tests.consultations.answering_access import ANSWERING
from tests.consultations.checking_access import CHECKING
from tests.consultations.consolidation_access import CONSOLIDATION
from tests.consultations.courses_access import COURSES
from tests.consultations.officer_access import OFFICER

ROWS = {**OFFICER, **ANSWERING, **CONSOLIDATION, **COURSES, **CHECKING}
