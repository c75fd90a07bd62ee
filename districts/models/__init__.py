"""The province: its local units, their officers, and what the programme asks of them."""

from districts.models.officers import Delegation, DistrictOfficer
from districts.models.passings import DutyPassing
from districts.models.programme import Duty, Orientation, Programme
from districts.models.reports import DutyDecision, DutyReport, DutyReportFile, DutyWithdrawal
from districts.models.sourced import Sourced
from districts.models.succession import Reorganisation, Succession
from districts.models.units import District
from districts.models.vocabulary import Country, Field

__all__ = [
    "Country",
    "Delegation",
    "District",
    "DistrictOfficer",
    "Duty",
    "DutyDecision",
    "DutyPassing",
    "DutyReport",
    "DutyReportFile",
    "DutyWithdrawal",
    "Field",
    "Orientation",
    "Programme",
    "Reorganisation",
    "Sourced",
    "Succession",
]
