"""Who gets what at the addresses of consultations."""

from tests.consultations.answering_access import ANSWERING
from tests.consultations.checking_access import CHECKING
from tests.consultations.consolidation_access import CONSOLIDATION
from tests.consultations.courses_access import COURSES
from tests.consultations.integrations_access import INTEGRATIONS
from tests.consultations.links_access import LINKS
from tests.consultations.officer_access import OFFICER

ROWS = {
    **OFFICER,
    **ANSWERING,
    **CONSOLIDATION,
    **COURSES,
    **CHECKING,
    **LINKS,
    **INTEGRATIONS,
}
