#include "db/told_columns.hpp"

#include <map>

#include "db/clock_states.hpp"

namespace mallctl::db {

namespace {

using catalog::Field;
using catalog::FieldType;

ToldColumn told(const char* name, FieldType type, const char* doc, std::string sql, bool shown) {
    ToldColumn column;
    column.field.name = name;
    column.field.type = type;
    column.field.doc = doc;
    column.sql = std::move(sql);
    column.shown = shown;
    return column;
}

// As operations::units_of_store: the first lease in force, else what the store states.
constexpr const char* current_units =
    "coalesce((select l.units from mallctl.lease l where l.mall_id = r.mall_id and l.during @> (@at at time "
    "zone @zone)::date "
    "and (l.store = r.slug or (l.store is null and l.tenant = r.tenant)) order by l.slug collate \"C\" limit "
    "1), "
    "r.units)";

std::vector<ToldColumn> own_columns(const catalog::Kind& kind) {
    std::vector<ToldColumn> columns;
    if (kind.name == "store") {
        columns.push_back(told("current_units", FieldType::list,
                               "its units by the lease in force, else those it states", current_units, true));
    }
    if (!clock_states(kind).empty()) {
        columns.push_back(told("state", FieldType::choice, "what the clock says of it",
                               clock_state_of(kind, "r", "@at", "@zone"), true));
        columns.back().field.choices = clock_states(kind);
    }
    if (kind.name == "offer") {
        columns.push_back(told("redeemed", FieldType::integer, "how often it was taken", "r.redeemed", true));
    }
    return columns;
}

std::vector<ToldColumn> make_columns(const catalog::Kind& kind) {
    if (kind.name == "unit") return {};
    auto columns = own_columns(kind);
    columns.push_back(told("id", FieldType::text, "UUID", "r.id::text", false));
    columns.push_back(
        told("origin", FieldType::text, "who made it: apply, import or api", "r.origin", false));
    columns.push_back(
        told("version", FieldType::integer, "of the mall, that wrote it last", "r.version", false));
    columns.push_back(told("edited", FieldType::list,
                           "fields that a person has changed since files stated them", "r.edited", false));
    return columns;
}

}  // namespace

const std::vector<ToldColumn>& told_columns(const catalog::Kind& kind) {
    static const auto all = [] {
        std::map<std::string, std::vector<ToldColumn>> columns;
        for (const auto& one : catalog::kinds()) columns[one.name] = make_columns(one);
        return columns;
    }();
    return all.at(kind.name);
}

}  // namespace mallctl::db
