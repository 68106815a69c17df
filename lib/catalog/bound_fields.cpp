#include "catalog/bound_fields.hpp"

namespace mallctl::catalog {

namespace {

constexpr std::size_t longest_slug = 63;
constexpr std::size_t longest_description = 4000;
constexpr std::size_t longest_hours = 1000;
constexpr std::size_t longest_address = 500;

Field field(std::string name, FieldType type, std::string doc, std::size_t longest = 200) {
    Field declared;
    declared.name = std::move(name);
    declared.type = type;
    declared.doc = std::move(doc);
    declared.longest = longest;
    return declared;
}

Field required(Field declared) {
    declared.required = true;
    return declared;
}

Field slug() {
    return required(field("slug", FieldType::slug, "the key, unique within the mall", longest_slug));
}

Field reference(std::string name, std::string target, std::string doc) {
    Field declared = field(std::move(name), FieldType::reference, std::move(doc), longest_slug);
    declared.target = std::move(target);
    return declared;
}

Field choice(std::string name, std::vector<std::string> choices, std::string doc) {
    Field declared = field(std::move(name), FieldType::choice, std::move(doc));
    declared.choices = std::move(choices);
    return declared;
}

Field shorthand(Field declared) {
    declared.shorthand = true;
    return declared;
}

const char* const units_doc = "where it is: REF@LEVEL, a REF that is unique in the mall, or a unit's UUID";

}  // namespace

template <>
const std::vector<BoundField<Mall>>& bound_fields<Mall>() {
    static const std::vector<BoundField<Mall>> fields = {
        {required(field("slug", FieldType::slug, "the mall's key, as --mall takes it", longest_slug)),
         &Mall::slug},
        {required(field("name", FieldType::names, "what shoppers read")), &Mall::name},
        {required(field("time_zone", FieldType::time_zone, "of its wall clocks")), &Mall::time_zone},
        {required(field("currency", FieldType::currency, "of its rents and prices")), &Mall::currency},
        {field("locales", FieldType::locales, "languages shown, the first is the default (BCP 47)", 35),
         &Mall::locales},
        {field("hours", FieldType::hours, "when the mall is open", longest_hours), &Mall::hours},
    };
    return fields;
}

template <>
const std::vector<BoundField<Location>>& bound_fields<Location>() {
    static const std::vector<BoundField<Location>> fields = {
        {slug(), &Location::slug},
        {required(field("name", FieldType::names, "what shoppers read")), &Location::name},
        {required(choice("location_kind", {"entrance", "kiosk", "qr"}, "what stands there")),
         &Location::kind},
        {required(field("level", FieldType::text,
                        "short name or ordinal of the level, BUILDING/LEVEL where two share it")),
         &Location::level},
        {required(field("lon", FieldType::longitude, "where it is")), &Location::point},
        {required(field("lat", FieldType::latitude, "where it is")), &Location::point},
        {shorthand(field("point", FieldType::point, "in place of lon and lat")), &Location::point},
        {field("heading", FieldType::heading, "the way a person looks who reads the poster"),
         &Location::heading},
    };
    return fields;
}

template <>
const std::vector<BoundField<Tenant>>& bound_fields<Tenant>() {
    static const std::vector<BoundField<Tenant>> fields = {
        {slug(), &Tenant::slug},
        {required(field("name", FieldType::names, "the company's name")), &Tenant::name},
        {field("website", FieldType::url, "of the company", longest_address), &Tenant::website},
        {field("email", FieldType::email, "for the operator", longest_address), &Tenant::email},
        {field("phone", FieldType::text, "for the operator"), &Tenant::phone},
    };
    return fields;
}

template <>
const std::vector<BoundField<Store>>& bound_fields<Store>() {
    static const std::vector<BoundField<Store>> fields = {
        {slug(), &Store::slug},
        {required(field("name", FieldType::names, "what shoppers read")), &Store::name},
        {reference("tenant", "tenant", "who runs it"), &Store::tenant},
        {field("category", FieldType::text, "dotted, from wide to narrow: food.cafe"), &Store::category},
        {field("units", FieldType::list, units_doc), &Store::units},
        {field("hours", FieldType::hours, "when it is open; empty: as the mall", longest_hours),
         &Store::hours},
        {field("phone", FieldType::text, "for shoppers"), &Store::phone},
        {field("website", FieldType::url, "for shoppers", longest_address), &Store::website},
        {field("description", FieldType::names, "what it sells, in a few sentences", longest_description),
         &Store::description},
        {field("tags", FieldType::list, "words that shoppers search for"), &Store::tags},
    };
    return fields;
}

template <>
const std::vector<BoundField<Lease>>& bound_fields<Lease>() {
    static const std::vector<BoundField<Lease>> fields = {
        {slug(), &Lease::slug},
        {required(reference("tenant", "tenant", "who rents")), &Lease::tenant},
        {reference("store", "store", "the shop it is for; empty: all shops of the tenant"), &Lease::store},
        {required(field("units", FieldType::list, units_doc)), &Lease::units},
        {required(field("from", FieldType::date, "the first day")), &Lease::from},
        {field("to", FieldType::date, "the day after the last one; empty: open end"), &Lease::to},
        {field("base_rent", FieldType::money, "a year, in the mall's currency"), &Lease::base_rent_minor},
    };
    return fields;
}

template <>
const std::vector<BoundField<UnitEdit>>& bound_fields<UnitEdit>() {
    static const std::vector<BoundField<UnitEdit>> fields = {
        {required(field("unit", FieldType::text,
                        "the key: REF@LEVEL, a REF that is unique in the mall, or a unit's UUID")),
         &UnitEdit::unit},
        {field("ref", FieldType::text, "its number, unique on its level", longest_slug), &UnitEdit::ref},
        {field("category", FieldType::text, "as in IMDF; a shop is retail", longest_slug),
         &UnitEdit::category},
        {field("name", FieldType::names, "what shoppers read"), &UnitEdit::name},
    };
    return fields;
}

}  // namespace mallctl::catalog
