"""The health page, for machines."""

from dataclasses import asdict

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from coop_portal.health import examine
from deadlines import clock


@login_not_required
@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Say how the portal is; 200 if all is well, else 503. Public, so it holds nothing private."""
    findings = examine(now=clock.now(), wall=clock.wall())
    well = all(finding.well for finding in findings)
    answer = {"well": well, "findings": [asdict(finding) for finding in findings]}
    return JsonResponse(answer, status=200 if well else 503)
