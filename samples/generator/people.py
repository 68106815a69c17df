"""Who works with the mall: its office, managers and staff of tenants, a kiosk. Made-up people without secrets."""

from dataclasses import dataclass

GIVEN = ("Anna", "Deniz", "Eva", "Finn", "Greta", "Hassan", "Ida", "Jonas", "Kim", "Lea", "Milan", "Nora")
FAMILY = ("Meyer", "Aslan", "Brandt", "Conrad", "Dietz", "Engel", "Falk", "Groß", "Hoff", "Jansen", "Kern")
TENANTS_WITH_ACCOUNTS = 4


@dataclass
class User:
    slug: str
    name: str
    email: str
    locale: str
    role: str
    tenant: str = ""


def staff(mall, tenants, slug_of):
    """Two of the mall's office, an analyst and a kiosk, then a manager and one of the staff of the first tenants."""
    office = f"{mall.slug}.example"
    names = (f"{GIVEN[i % len(GIVEN)]} {FAMILY[i % len(FAMILY)]}" for i in range(len(GIVEN) * len(FAMILY)))

    def person(role, host, locale="de", tenant=""):
        name = next(names)
        given, family = name.split()
        account = f"{slug_of(given[0])}_{slug_of(family)}"
        return User(account, name, f"{account.replace('_', '.')}@{host}", locale, role, tenant)

    users = [person("mall_admin", office), person("mall_admin", office, "en"), person("analyst", office),
             User("kiosk_1", "Information kiosk", "", "en", "kiosk")]
    for tenant in tenants[:TENANTS_WITH_ACCOUNTS]:
        host = f"{tenant.slug}.example"
        users.append(person("tenant_manager", host, tenant=tenant.slug))
        users.append(person("tenant_staff", host, tenant=tenant.slug))
    return users
