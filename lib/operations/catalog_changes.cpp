#include "operations/catalog_changes.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>

#include "catalog/locale.hpp"
#include "core/money.hpp"
#include "core/wkb.hpp"
#include "db/kind_columns.hpp"
#include "db/mall_repository.hpp"
#include "operations/json_parts.hpp"

namespace mallctl::operations {

namespace {

using catalog::FieldType;

std::string plain(const Json& value) {
    if (value.is_null()) return {};
    if (value.is_string()) return value.get<std::string>();
    if (!value.is_array()) return value.dump();
    std::string text;
    for (const auto& item : value) text += (text.empty() ? "" : ";") + plain(item);
    return text;
}

std::string area_text(const Json& value) {
    if (value.is_null()) return {};
    return to_text(multi_polygon_json(core::polygons_from_ewkb(value.get<std::string>())).at("coordinates"));
}

std::string text_of(const catalog::Field& field, const Json& value, const std::string& currency) {
    if (field.type == FieldType::area) return area_text(value);
    if (field.type == FieldType::money && value.is_number())
        return core::format_money(value.get<std::int64_t>(), currency);
    return plain(value);
}

using Texts = std::vector<std::pair<std::string, std::string>>;  // by field, in the order declared

void add_names(Texts& texts, const std::string& field, const Json& names) {
    std::map<std::string, std::string> sorted;
    for (const auto& [locale, name] : names.items()) sorted[locale] = name.get<std::string>();
    for (const auto& [locale, name] : sorted)
        texts.emplace_back(locale.empty() ? field : field + ":" + catalog::locale_tag(locale), name);
}

Texts texts_of(const catalog::Kind& kind, const std::string& image, const std::string& currency) {
    Texts texts;
    if (image.empty()) return texts;
    const Json row = Json::parse(image);
    for (const std::size_t i : db::stored_fields(kind)) {
        const catalog::Field& field = kind.fields[i];
        const Json value = row.value(db::column_of(field), Json());
        if (field.type == FieldType::names && value.is_object())
            add_names(texts, field.name, value);
        else
            texts.emplace_back(field.name, text_of(field, value, currency));
    }
    return texts;
}

// A unit's image is no row of a kind: "edits" says what its source says, and is no field.
Texts texts_of_unit(const std::string& image) {
    Texts texts;
    const Json row = Json::parse(image);
    for (const char* field : {"ref", "category"}) texts.emplace_back(field, plain(row.value(field, Json())));
    if (row.contains("name")) add_names(texts, "name", row["name"]);
    return texts;
}

std::vector<FieldChange> compare(const Texts& before, const Texts& after) {
    std::vector<FieldChange> changes;
    const auto value_in = [](const Texts& texts, const std::string& field) {
        const auto it =
            std::find_if(texts.begin(), texts.end(), [&](const auto& text) { return text.first == field; });
        return it == texts.end() ? std::string() : it->second;
    };
    const auto add = [&](const std::string& field) {
        const bool known = std::any_of(changes.begin(), changes.end(),
                                       [&](const FieldChange& change) { return change.field == field; });
        FieldChange change{field, value_in(before, field), value_in(after, field)};
        if (!known && change.before != change.after) changes.push_back(std::move(change));
    };
    for (const auto& [field, text] : after) add(field);
    for (const auto& [field, text] : before) add(field);
    return changes;
}

}  // namespace

const char* to_string(CatalogChange::What what) {
    switch (what) {
        case CatalogChange::What::added:
            return "added";
        case CatalogChange::What::removed:
            return "removed";
        default:
            return "updated";
    }
}

CatalogChange describe(const db::RowChange& change, const std::string& currency) {
    CatalogChange told;
    told.slug = change.slug;
    if (change.before.empty()) told.what = CatalogChange::What::added;
    if (change.after.empty()) told.what = CatalogChange::What::removed;
    if (change.kind == nullptr) {
        told.kind = "unit";
        told.fields = compare(texts_of_unit(change.before), texts_of_unit(change.after));
        return told;
    }
    told.kind = change.kind->name;
    told.fields = compare(texts_of(*change.kind, change.before, currency),
                          texts_of(*change.kind, change.after, currency));
    return told;
}

void tell_changes(db::Transaction& transaction, std::int64_t from, std::int64_t to,
                  const OnCatalogChange& on_change, const OnRowChange& on_row) {
    const auto malls = db::MallRepository(transaction).list();  // row-level security shows the one
    if (malls.empty()) return;
    const auto tell = [&](const db::RowChange& change) {
        if (on_row) on_row(change);
        if (on_change) on_change(describe(change, malls.front().currency));
    };
    db::for_each_change(transaction, from, to, tell);
    if (to == from + 1) db::for_each_unit_edit(transaction, to, tell);
}

}  // namespace mallctl::operations
