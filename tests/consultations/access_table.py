"""Who gets what at the addresses of consultations."""

from tests.consultations.answering_access import ANSWERING
from tests.consultations.integrations_access import INTEGRATIONS
from tests.consultations.links_access import LINKS
from tests.consultations.officer_access import OFFICER

ROWS = {**OFFICER, **ANSWERING, **LINKS, **INTEGRATIONS}
