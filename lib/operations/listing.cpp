#include "operations/listing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/closest.hpp"
#include "core/error.hpp"
#include "core/money.hpp"
#include "db/catalog_repository.hpp"
#include "db/mall_repository.hpp"
#include "db/plan_repository.hpp"
#include "operations/find_mall.hpp"
#include "operations/plan_listing.hpp"

namespace mallctl::operations {

namespace {

using catalog::FieldValue;
using core::Error;
using core::Fault;

template <class Row>
void add_rows(Listing& listing, const std::vector<Row>& rows) {
    for (const auto& bound : catalog::bound_fields<Row>()) {
        if (!bound.field.shorthand) listing.fields.push_back(bound.field);
    }
    for (const auto& row : rows) {
        auto& values = listing.rows.emplace_back();
        for (const auto& bound : catalog::bound_fields<Row>()) {
            if (!bound.field.shorthand) values.push_back(catalog::get_value(bound, row));
        }
    }
}

void list_of_mall(db::Session& session, const catalog::Mall& mall, Listing& listing) {
    db::Transaction transaction(session, mall.id, db::Transaction::Mode::read);
    if (listing.kind == "level" || listing.kind == "unit") {
        const auto plan = db::PlanRepository(transaction).current();
        add_plan_rows(listing, plan.value_or(plan::Plan{}));
        return;
    }
    const auto catalog = db::CatalogRepository(transaction).load();
    if (listing.kind == "location") add_rows(listing, catalog.locations);
    if (listing.kind == "tenant") add_rows(listing, catalog.tenants);
    if (listing.kind == "store") add_rows(listing, catalog.stores);
    if (listing.kind == "lease") add_rows(listing, catalog.leases);
}

std::size_t field_index(const Listing& listing, const std::string& name) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < listing.fields.size(); ++i) {
        if (listing.fields[i].name == name) return i;
        names.push_back(listing.fields[i].name);
    }
    const auto guess = core::did_you_mean(name, names);
    throw Error(Fault::usage, "a " + listing.kind + " has no field \"" + name + "\"",
                guess.empty() ? fmt::format("its fields are {}", fmt::join(names, ", ")) : guess);
}

bool matches(const catalog::Field& field, const FieldValue& value, const std::string& wanted,
             const std::string& currency) {
    if (const auto* list = std::get_if<std::vector<std::string>>(&value)) {
        return std::find(list->begin(), list->end(), wanted) != list->end();
    }
    if (const auto* names = std::get_if<core::Names>(&value)) {
        return std::any_of(names->begin(), names->end(),
                           [&](const auto& name) { return name.second == wanted; });
    }
    return plain_text(field, value, currency) == wanted;
}

}  // namespace

const std::vector<std::string>& listed_kinds() {
    static const std::vector<std::string> kinds = {"mall",  "location", "tenant", "store",
                                                   "lease", "level",    "unit"};
    return kinds;
}

std::string listed_kind(std::string_view name) {
    for (const auto& kind : listed_kinds()) {
        if (name == kind || name == kind + "s") return kind;
    }
    const auto guess = core::did_you_mean(name, listed_kinds());
    throw Error(Fault::usage, "unknown kind \"" + std::string(name) + "\"",
                guess.empty() ? fmt::format("use one of {}", fmt::join(listed_kinds(), ", ")) : guess);
}

Listing list_rows(db::Session& session, std::string_view kind, const std::string& mall) {
    Listing listing;
    listing.kind = listed_kind(kind);
    if (listing.kind == "mall") {
        db::Transaction transaction(session, std::nullopt, db::Transaction::Mode::read);
        add_rows(listing, db::MallRepository(transaction).list());
        return listing;
    }
    const auto found = find_mall(session, mall);
    listing.currency = found.currency;
    listing.locales = found.locales;
    list_of_mall(session, found, listing);
    return listing;
}

void keep_where(Listing& listing, const std::string& field, const std::string& value) {
    const auto index = field_index(listing, field);
    std::erase_if(listing.rows, [&](const auto& row) {
        return !matches(listing.fields[index], row[index], value, listing.currency);
    });
}

void keep_key(Listing& listing, const std::string& key) {
    std::vector<std::string> keys;
    for (const auto& row : listing.rows)
        keys.push_back(plain_text(listing.fields[0], row[0], listing.currency));
    std::erase_if(listing.rows, [&](const auto& row) { return !has_key(listing, row, key); });
    if (!listing.rows.empty()) return;
    const auto guess = core::did_you_mean(key, keys);
    throw Error(Fault::failed, "there is no " + listing.kind + " \"" + key + "\"",
                guess.empty() ? "list them: mallctl get " + listing.kind : guess);
}

void keep_fields(Listing& listing, const std::vector<std::string>& fields) {
    std::vector<std::size_t> kept;
    std::vector<catalog::Field> declared;
    for (const auto& field : fields) {
        kept.push_back(field_index(listing, field));
        declared.push_back(listing.fields[kept.back()]);
    }
    for (auto& row : listing.rows) {
        std::vector<FieldValue> values;
        for (const auto index : kept) values.push_back(row[index]);
        row = std::move(values);
    }
    listing.fields = std::move(declared);
}

std::string plain_text(const catalog::Field& field, const FieldValue& value, const std::string& currency) {
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* number = std::get_if<double>(&value)) return fmt::format("{}", *number);
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        return field.type == catalog::FieldType::money ? core::format_money(*integer, currency)
                                                       : std::to_string(*integer);
    }
    return {};
}

}  // namespace mallctl::operations
