// Who is in the mall, and by what right: tenant, store, lease, user.
#include "catalog/bound_fields.hpp"
#include "catalog/kinds/declare.hpp"

namespace mallctl::catalog {

using namespace declare;  // of this folder only

template <>
const std::vector<BoundField<Tenant>>& bound_fields<Tenant>() {
    static const std::vector<BoundField<Tenant>> fields = {
        {slug("zangolind"), &Tenant::slug},
        {required(field("name", FieldType::names, "the company's name", "Zangolind GmbH")), &Tenant::name},
        {field("website", FieldType::url, "of the company", "https://zangolind.example", longest_address),
         &Tenant::website},
        {field("email", FieldType::email, "for the operator", "centre@zangolind.example", longest_address),
         &Tenant::email},
        {field("phone", FieldType::text, "for the operator", "+49 30 23125 001"), &Tenant::phone},
    };
    return fields;
}

template <>
const std::vector<BoundField<Store>>& bound_fields<Store>() {
    static const std::vector<BoundField<Store>> fields = {
        {slug("bakery"), &Store::slug},
        {required(field("name", FieldType::names, "what shoppers read", "Zangolind Bakery")), &Store::name},
        {reference("tenant", "tenant", "who runs it", "zangolind"), &Store::tenant},
        {field("category", FieldType::text, "dotted, from wide to narrow", "food.bakery"), &Store::category},
        {field("units", FieldType::list, units_doc, "G-01@G"), &Store::units},
        {field("hours", FieldType::hours, "when it is open; empty: as the mall",
               "Mo-Sa 07:00-20:00; Su 08:00-18:00", longest_hours),
         &Store::hours},
        {field("brand", FieldType::text, "the brand it sells under", "Zangolind"), &Store::brand},
        {field("aliases", FieldType::list, "other names that shoppers know it by", "Zango"), &Store::aliases},
        {field("phone", FieldType::text, "for shoppers", "+49 30 23125 501"), &Store::phone},
        {field("website", FieldType::url, "for shoppers", "https://zangolind.example/riverside",
               longest_address),
         &Store::website},
        {field("description", FieldType::names, "what it sells, in a few sentences", "Bread and cake",
               longest_description),
         &Store::description},
        {field("tags", FieldType::list, "words that shoppers search for", "bread;breakfast"), &Store::tags},
    };
    return fields;
}

template <>
const std::vector<BoundField<Lease>>& bound_fields<Lease>() {
    static const std::vector<BoundField<Lease>> fields = {
        {slug("lease-0001"), &Lease::slug},
        {required(reference("tenant", "tenant", "who rents", "zangolind")), &Lease::tenant},
        {reference("store", "store", "the shop it is for; empty: all shops of the tenant", "bakery"),
         &Lease::store},
        {required(field("units", FieldType::list, units_doc, "G-01@G")), &Lease::units},
        {required(field("from", FieldType::date, "the first day", "2025-01-01")), &Lease::from},
        {field("to", FieldType::date, "expiry: the day after the last one; empty: open end", "2035-01-01"),
         &Lease::to},
        {field("break_from", FieldType::date, "the first day on which the tenant may leave early",
               "2030-01-01"),
         &Lease::break_from},
        {field("base_rent", FieldType::money, "a year, in the mall's currency", "118900.00"),
         &Lease::base_rent_minor},
        {field("turnover_rent", FieldType::tiers,
               "AMOUNT:PERCENT of the yearly turnover above each amount, beside the base rent",
               "0:4;1000000:5.5"),
         &Lease::turnover_rent},
    };
    return fields;
}

template <>
const std::vector<BoundField<User>>& bound_fields<User>() {
    static const std::vector<BoundField<User>> fields = {
        {slug("a_meyer"), &User::slug},
        {required(field("name", FieldType::text, "of the person or the device", "Anna Meyer")), &User::name},
        {field("email", FieldType::email, "where to reach them", "a.meyer@riverside.example",
               longest_address),
         &User::email},
        {field("phone", FieldType::text, "where to reach them", "+49 30 23125 002"), &User::phone},
        {field("locale", FieldType::text, "language of what they are sent (BCP 47)", "de", 35),
         &User::locale},
        {choice("role", {"mall_admin", "tenant_manager", "tenant_staff", "analyst", "kiosk"},
                "what they may do"),
         &User::role},
        {reference("tenant", "tenant", "whose manager or staff they are", "zangolind"), &User::tenant},
    };
    return fields;
}

}  // namespace mallctl::catalog
