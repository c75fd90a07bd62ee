"""People and units for tests: plain functions, everything that matters is an argument."""

import datetime as dt

from django.test import Client

from accounts.actors import SYSTEM
from accounts.enums import Role
from accounts.models import User
from districts.domain import officers, units
from districts.enums import UnitKind
from districts.models import District, DistrictOfficer

AT = dt.datetime.fromisoformat("2021-08-02T08:00:00+07:00")
DAY = dt.date(2021, 8, 2)


def user(role: str = "officer", username: str = "", full_name: str = "", **fields) -> User:
    """A person with no usable password, who has none to change."""
    made = User(role=Role(role), created_at=AT, **{"must_change_password": False} | fields)
    made.set_names(username=username or role, full_name=full_name or f"Người {username or role}")
    made.set_unusable_password()
    made.save()
    return made


def district(name: str = "Lục Ngạn", kind: UnitKind = UnitKind.DISTRICT, **fields) -> District:
    made = {"code": name.lower().replace(" ", "-"), "rank": 1} | fields
    made["code"] = made["code"].encode("ascii", "ignore").decode()
    return units.create_unit(name=name, kind=kind, by=SYSTEM, at=AT, **made)


def officer_of(
    unit: District, username: str = "district", since: dt.date = DAY, *, may_submit: bool = True
) -> User:
    """A person who acts for the unit from the day on."""
    made = user("district", username)
    duty(made, unit, since, may_submit=may_submit)
    return made


def duty(
    person: User, unit: District, since: dt.date = DAY, *, may_submit: bool = True
) -> DistrictOfficer:
    return officers.assign(
        user=person, district=unit, valid_from=since, may_submit=may_submit, by=SYSTEM, at=AT
    )


def signed_in(person: User) -> Client:
    """A browser in which the person is signed in."""
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client
