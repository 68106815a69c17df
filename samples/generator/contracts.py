"""Leases: one a store, and those of vacant shops, which have run out.

They are long, so that the sample does not age: those that end do so after 2040.
"""

from dataclasses import dataclass

# By the first word of a trade: AMOUNT:PERCENT of the yearly turnover above each amount. Others pay the base rent only.
TURNOVER_RENT = {
    "food": "0:4;1000000:5.5",
    "fashion": "250000:6;1000000:7;2500000:7.5",
    "jewellery": "500000:3.25",
}


@dataclass
class Lease:
    slug: str
    tenant: str
    store: str
    units: list
    first_day: str
    end: str  # empty: open
    break_from: str
    yearly_rent: int
    turnover_rent: str


def sign(mall, tenants, stores):
    leases = []
    for store in stores:
        begin, end = store.lease["from"], store.lease["to"]
        leave = f"{begin + 10:04d}-01-01" if end else ""
        leases.append(Lease(f"lease-{store.number:04d}", store.tenant.slug, store.slug, store.units, f"{begin:04d}-01-01",
                            f"{end:04d}-01-01" if end else "", leave, store.lease["rent"],
                            TURNOVER_RENT.get(store.trade[0].split(".")[0], "")))
    for unit in vacant_shops(mall, stores):
        number = len(leases) + 1
        tenant = tenants[number % len(tenants)]
        leases.append(Lease(f"lease-{number:04d}", tenant.slug, "", [unit], "2010-01-01", "2020-07-01", "", 48_000, ""))
    return leases


def vacant_shops(mall, stores):
    let = {unit for store in stores for unit in store.units}
    shops = [f"{unit.ref}@{level.short_name}" for level in mall.levels for unit in level.units
             if unit.category == "retail"]
    return [shop for shop in shops if shop not in let]
