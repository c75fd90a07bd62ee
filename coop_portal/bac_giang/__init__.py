"""Loads `data/bac_giang/`: the programme as the two source documents give it.

What a demonstration needs beyond them, accounts and mail addresses, comes from `accounts.json`
and is marked there as such.
"""

from datetime import datetime

from django.db import transaction

from accounts.actors import SYSTEM
from coop_portal.bac_giang.accounts import load_accounts
from coop_portal.bac_giang.consultation import load_consultation
from coop_portal.bac_giang.garok import load_garok
from coop_portal.bac_giang.loader import Loader, read
from coop_portal.bac_giang.office import load_office
from coop_portal.bac_giang.partners import load_partners
from coop_portal.bac_giang.programme import load_programme
from districts.domain.units import create_unit


@transaction.atomic
def load(at: datetime) -> None:
    """Fill an empty database; all or nothing."""
    accounts = read("accounts")
    load_office(read("agency"), at)
    units = {
        row["code"]: create_unit(
            **row,
            rank=rank,
            email=accounts["unit_addresses"][row["code"]],
            by=SYSTEM,
            at=at,
        )
        for rank, row in enumerate(read("districts")["districts"], start=1)
    }
    loader = Loader(at=at, units=units)
    load_accounts(loader, accounts)
    load_programme(loader, read("programme"))
    load_partners(loader, read("partners"))
    load_consultation(loader, read("consultation"))
    load_garok(read("garok"), at)
