// The members of what a snapshot is made of, named once: what measures, writes and reads snapshots follows
// these lists.
#pragma once

#include <cstddef>
#include <tuple>
#include <type_traits>

#include "catalog/model.hpp"
#include "catalog/wares.hpp"
#include "operations/tenancies.hpp"
#include "plan/model.hpp"

namespace mallctl::operations {

// `list` names all members of T, in their order, those of its base first.
template <class T>
struct Members;

template <>
struct Members<core::Point> {
    static constexpr auto list = std::tuple(&core::Point::x, &core::Point::y);
};
template <>
struct Members<core::Polygon> {
    static constexpr auto list = std::tuple(&core::Polygon::rings);
};

template <>
struct Members<catalog::Mall> {
    using T = catalog::Mall;
    static constexpr auto list =
        std::tuple(&T::id, &T::slug, &T::name, &T::time_zone, &T::currency, &T::locales, &T::hours,
                   &T::holidays, &T::store_routes, &T::version);
};
template <>
struct Members<catalog::Location> {
    using T = catalog::Location;
    static constexpr auto list =
        std::tuple(&T::id, &T::slug, &T::name, &T::kind, &T::level, &T::point, &T::heading);
};
template <>
struct Members<catalog::Tenant> {
    using T = catalog::Tenant;
    static constexpr auto list = std::tuple(&T::id, &T::slug, &T::name, &T::website, &T::email, &T::phone);
};
template <>
struct Members<catalog::Store> {
    using T = catalog::Store;
    static constexpr auto list =
        std::tuple(&T::id, &T::slug, &T::name, &T::tenant, &T::category, &T::units, &T::hours, &T::brand,
                   &T::aliases, &T::phone, &T::website, &T::description, &T::tags);
};
template <>
struct Members<catalog::Lease> {
    using T = catalog::Lease;
    static constexpr auto list = std::tuple(&T::id, &T::slug, &T::tenant, &T::store, &T::units, &T::from,
                                            &T::to, &T::break_from, &T::base_rent_minor, &T::turnover_rent);
};
template <>
struct Members<catalog::Closure> {
    using T = catalog::Closure;
    static constexpr auto list = std::tuple(&T::id, &T::slug, &T::connector, &T::unit, &T::opening, &T::area,
                                            &T::level, &T::reason, &T::from, &T::until);
};
template <>
struct Members<catalog::Catalog> {
    using T = catalog::Catalog;
    static constexpr auto list = std::tuple(&T::locations, &T::tenants, &T::stores, &T::leases, &T::closures);
};

template <>
struct Members<catalog::Product> {
    using T = catalog::Product;
    static constexpr auto list =
        std::tuple(&T::id, &T::slug, &T::name, &T::store, &T::category, &T::brand, &T::sku, &T::description,
                   &T::price_minor, &T::stock, &T::image, &T::website, &T::tags);
};
template <>
struct Members<catalog::Offer> {
    using T = catalog::Offer;
    static constexpr auto list =
        std::tuple(&T::id, &T::slug, &T::name, &T::store, &T::product, &T::kind, &T::description, &T::terms,
                   &T::from, &T::to, &T::audience, &T::cap, &T::price_minor, &T::discount, &T::draft);
};
template <>
struct Members<catalog::ParkingZone> {
    using T = catalog::ParkingZone;
    static constexpr auto list =
        std::tuple(&T::id, &T::slug, &T::name, &T::level, &T::capacity, &T::area, &T::hours);
};
template <>
struct Members<catalog::Wares> {
    using T = catalog::Wares;
    static constexpr auto list = std::tuple(&T::products, &T::offers, &T::parking_zones);
};

template <>
struct Members<Tenancy::Leased> {
    using T = Tenancy::Leased;
    static constexpr auto list = std::tuple(&T::from, &T::to, &T::units);
};
template <>
struct Members<Tenancy> {
    static constexpr auto list = std::tuple(&Tenancy::stated, &Tenancy::leased);
};

template <>
struct Members<plan::Feature> {
    using T = plan::Feature;
    static constexpr auto list = std::tuple(&T::id, &T::source_id, &T::name);
};

// A feature's own members behind those that all have.
template <class... Own>
constexpr auto feature_members(Own... own) {
    return std::tuple_cat(Members<plan::Feature>::list, std::tuple(own...));
}

template <>
struct Members<plan::Building> {
    using T = plan::Building;
    static constexpr auto list = feature_members(&T::category, &T::display_point);
};
template <>
struct Members<plan::Footprint> {
    using T = plan::Footprint;
    static constexpr auto list = feature_members(&T::category, &T::buildings, &T::geometry);
};
template <>
struct Members<plan::Level> {
    using T = plan::Level;
    static constexpr auto list =
        feature_members(&T::building, &T::ordinal, &T::short_name, &T::elevation_m, &T::outdoor, &T::outline);
};
template <>
struct Members<plan::UnitEdits> {
    using T = plan::UnitEdits;
    static constexpr auto list = std::tuple(&T::name, &T::category, &T::ref);
};
template <>
struct Members<plan::Unit> {
    using T = plan::Unit;
    static constexpr auto list =
        feature_members(&T::level, &T::category, &T::ref, &T::restriction, &T::accessibility,
                        &T::display_point, &T::direction, &T::geometry, &T::edits);
};
template <>
struct Members<plan::Opening> {
    using T = plan::Opening;
    static constexpr auto list = feature_members(&T::level, &T::category, &T::width_m, &T::accessible,
                                                 &T::one_way, &T::inferred, &T::geometry);
};
template <>
struct Members<plan::ConnectorStop> {
    using T = plan::ConnectorStop;
    static constexpr auto list = std::tuple(&T::level, &T::unit, &T::point);
};
template <>
struct Members<plan::Connector> {
    using T = plan::Connector;
    static constexpr auto list =
        feature_members(&T::category, &T::direction, &T::accessible, &T::wait_s, &T::inferred, &T::stops);
};
template <>
struct Members<plan::Fixture> {
    using T = plan::Fixture;
    static constexpr auto list = feature_members(&T::level, &T::category, &T::geometry);
};
template <>
struct Members<plan::Amenity> {
    using T = plan::Amenity;
    static constexpr auto list = feature_members(&T::level, &T::category, &T::units, &T::point);
};
template <>
struct Members<plan::Wall> {
    using T = plan::Wall;
    static constexpr auto list = feature_members(&T::level, &T::lines);
};
template <>
struct Members<plan::Section> {
    using T = plan::Section;
    static constexpr auto list = feature_members(&T::level, &T::category, &T::geometry);
};
template <>
struct Members<plan::Kiosk> {
    using T = plan::Kiosk;
    static constexpr auto list = feature_members(&T::level, &T::geometry);
};
template <>
struct Members<plan::Occupant> {
    using T = plan::Occupant;
    static constexpr auto list = feature_members(&T::category, &T::unit, &T::hours, &T::phone, &T::website);
};
template <>
struct Members<plan::Plan> {
    using T = plan::Plan;
    static constexpr auto list = std::tuple(
        &T::format, &T::name, &T::buildings, &T::footprints, &T::levels, &T::units, &T::openings,
        &T::connectors, &T::fixtures, &T::amenities, &T::walls, &T::sections, &T::kiosks, &T::occupants);
};

template <class T>
concept HasMembers = requires {
    Members<std::remove_const_t<T>>::list;
};

template <class Member>
struct MemberValue;
template <class T, class Value>
struct MemberValue<Value T::*> {
    using Type = Value;
};

// How large a struct of these members is, laid out as the compiler does it: a member that a list forgets
// makes this less than the struct, unless it hides in padding.
template <class... Member>
constexpr std::size_t laid_out_size(std::size_t alignment, const std::tuple<Member...>&) {
    std::size_t size = 0;
    const auto add = [&size](std::size_t value, std::size_t align) {
        size = (size + align - 1) / align * align + value;
    };
    (add(sizeof(typename MemberValue<Member>::Type), alignof(typename MemberValue<Member>::Type)), ...);
    return (size + alignment - 1) / alignment * alignment;
}

// Calls `use` with each member of the value.
template <class T, class Use>
requires HasMembers<T>
void for_each_member(T& value, const Use& use) {
    using Named = Members<std::remove_const_t<T>>;
    static_assert(laid_out_size(alignof(T), Named::list) == sizeof(T), "a member is missing in the list");
    std::apply([&](auto... member) { (use(value.*member), ...); }, Named::list);
}

}  // namespace mallctl::operations
