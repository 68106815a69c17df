// The mall and what stands in it apart from stores: mall, location, parking_zone, closure, unit.
#include "catalog/bound_fields.hpp"
#include "catalog/kinds/declare.hpp"

namespace mallctl::catalog {

using namespace declare;  // of this folder only

template <>
const std::vector<BoundField<Mall>>& bound_fields<Mall>() {
    static const std::vector<BoundField<Mall>> fields = {
        {required(
             field("slug", FieldType::slug, "the mall's key, as --mall takes it", "riverside", longest_slug)),
         &Mall::slug},
        {required(field("name", FieldType::names, "what shoppers read", "Riverside")), &Mall::name},
        {required(field("time_zone", FieldType::time_zone, "of its wall clocks", "Europe/Berlin")),
         &Mall::time_zone},
        {required(field("currency", FieldType::currency, "of its rents and prices", "EUR")), &Mall::currency},
        {field("locales", FieldType::locales, "languages shown, the first is the default", "en;de", 35),
         &Mall::locales},
        {field("hours", FieldType::hours, "when the mall is open", "Mo-Sa 10:00-20:00", longest_hours),
         &Mall::hours},
        {field("holidays", FieldType::dates, "its public holidays, the days that PH names",
               "2026-12-25;2026-12-26"),
         &Mall::holidays},
        {choice("store_routes", {"inside", "door"},
                "where routes to stores end: inside, around their furniture, or at the door; empty: inside"),
         &Mall::store_routes},
    };
    return fields;
}

template <>
const std::vector<BoundField<Location>>& bound_fields<Location>() {
    static const std::vector<BoundField<Location>> fields = {
        {slug("north_entrance"), &Location::slug},
        {required(field("name", FieldType::names, "what shoppers read", "North entrance")), &Location::name},
        {required(choice("location_kind", {"entrance", "kiosk", "qr"}, "what stands there")),
         &Location::kind},
        {required(field("level", FieldType::text,
                        "short name or ordinal of the level, BUILDING/LEVEL where two share it", "G")),
         &Location::level},
        {required(field("lon", FieldType::longitude, "where it is", "13.4051")), &Location::point},
        {required(field("lat", FieldType::latitude, "where it is", "52.5208")), &Location::point},
        {shorthand(field("point", FieldType::point, "in place of lon and lat", "13.4051;52.5208")),
         &Location::point},
        {field("heading", FieldType::heading, "the way a person looks who reads the poster", "180"),
         &Location::heading},
    };
    return fields;
}

template <>
const std::vector<BoundField<ParkingZone>>& bound_fields<ParkingZone>() {
    static const std::vector<BoundField<ParkingZone>> fields = {
        {slug("p1_blue"), &ParkingZone::slug},
        {required(field("name", FieldType::names, "what drivers read", "P1 blue")), &ParkingZone::name},
        {required(field("level", FieldType::text, "short name or ordinal of the level", "P1")),
         &ParkingZone::level},
        {field("capacity", FieldType::integer, "bays", "120"), &ParkingZone::capacity},
        {field("area", FieldType::area, "what it covers",
               "POLYGON ((13.40 52.52, 13.41 52.52, 13.41 52.53, 13.40 52.52))", longest_area),
         &ParkingZone::area},
        {field("hours", FieldType::hours, "when it is open; empty: as the mall", "24/7", longest_hours),
         &ParkingZone::hours},
    };
    return fields;
}

template <>
const std::vector<BoundField<Closure>>& bound_fields<Closure>() {
    static const std::vector<BoundField<Closure>> fields = {
        {slug("lift_2"), &Closure::slug},
        {field("connector", FieldType::text, "the lift, stair, ramp or escalator: its name or UUID",
               "Lift 2"),
         &Closure::connector},
        {field("unit", FieldType::text, "or the unit: REF@LEVEL, a unique REF or UUID", "G-01@G"),
         &Closure::unit},
        {field("opening", FieldType::text, "or the door: its source id or UUID", "2F3A"), &Closure::opening},
        {field("area", FieldType::area, "or an area on `level`",
               "POLYGON ((13.40 52.52, 13.41 52.52, 13.41 52.53, 13.40 52.52))", longest_area),
         &Closure::area},
        {field("level", FieldType::text, "of the area: short name or ordinal", "G"), &Closure::level},
        {required(field("reason", FieldType::names, "what shoppers read", "Maintenance")), &Closure::reason},
        {field("from", FieldType::time, "empty: already", "2026-03-01 06:00"), &Closure::from},
        {field("until", FieldType::time, "empty: until further notice", "2026-03-02 10:00"), &Closure::until},
    };
    return fields;
}

template <>
const std::vector<BoundField<UnitEdit>>& bound_fields<UnitEdit>() {
    static const std::vector<BoundField<UnitEdit>> fields = {
        {required(field("unit", FieldType::text,
                        "the key: REF@LEVEL, a REF that is unique in the mall, or a unit's UUID", "G-01@G")),
         &UnitEdit::unit},
        {field("ref", FieldType::text, "its number, unique on its level", "G-01", longest_slug),
         &UnitEdit::ref},
        {field("category", FieldType::text, "as in IMDF; a shop is retail", "retail", longest_slug),
         &UnitEdit::category},
        {field("name", FieldType::names, "what shoppers read", "Bakery"), &UnitEdit::name},
    };
    return fields;
}

}  // namespace mallctl::catalog
