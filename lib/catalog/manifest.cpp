#include "catalog/manifest.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "catalog/bound_fields.hpp"
#include "catalog/sources.hpp"
#include "catalog/values.hpp"
#include "core/closest.hpp"
#include "core/error.hpp"
#include "core/money.hpp"

namespace mallctl::catalog {

namespace {

const Kind* kind_named(const std::string& name) {
    if (name.empty()) return nullptr;
    const Kind* kind = find_kind(name);
    if (kind != nullptr) return kind;
    std::vector<std::string> names;
    for (const auto& known : kinds()) names.push_back(known.name);
    throw core::Error(core::Fault::usage, "unknown kind \"" + name + "\"", core::did_you_mean(name, names));
}

// A field's value into the row. A name may come in several columns, one a language: they add up.
template <class Row>
void take_value(const BoundField<Row>& bound, Row& row, StatedField& stated, FieldValue value) {
    if (bound.field.type == FieldType::money) {
        if (const auto* amount = std::get_if<std::string>(&value)) stated.amount = *amount;
        return;
    }
    if (auto* names = std::get_if<Names>(&value)) {
        const FieldValue before = get_value(bound, row);
        if (const auto* others = std::get_if<Names>(&before)) names->insert(others->begin(), others->end());
    } else if (bound.field.type == FieldType::names && !stated.locale.empty()) {
        return;  // an empty cell clears one language, not those of the other columns
    }
    set_value(bound, row, value);
}

// Turns raw rows into rows of the model.
class Binder {
  public:
    Binder(Manifest& manifest, Findings& findings) : manifest_(manifest), findings_(findings) {}

    void add(const RawRow& raw) {
        if (raw.kind == "mall") add_mall(raw);
        if (raw.kind == "location") add_to(manifest_.catalog.locations, raw);
        if (raw.kind == "tenant") add_to(manifest_.catalog.tenants, raw);
        if (raw.kind == "store") add_to(manifest_.catalog.stores, raw);
        if (raw.kind == "lease") add_to(manifest_.catalog.leases, raw);
    }

  private:
    void add_mall(const RawRow& raw) {
        Mall mall;
        const auto origin = bind(raw, mall);
        if (!origin) return;
        if (manifest_.mall) {
            findings_.error("M004", raw.where, "a second mall: the first is \"" + manifest_.mall->slug + "\"",
                            "apply one mall's directory at a time");
            return;
        }
        manifest_.mall = std::move(mall);
        manifest_.origins.push_back(*origin);
    }

    template <class Row>
    void add_to(std::vector<Row>& rows, const RawRow& raw) {
        Row row;
        auto origin = bind(raw, row);
        if (!origin) return;
        const auto [it, is_new] = first_.emplace(std::pair(origin->kind, origin->slug), origin->where);
        if (!is_new) {
            findings_.error("M004", origin->where,
                            "the " + origin->kind + " \"" + origin->slug + "\" is there twice",
                            "the first is at " + it->second.file + ":" + std::to_string(it->second.line));
            return;
        }
        rows.push_back(std::move(row));
        manifest_.origins.push_back(std::move(*origin));
    }

    // Nothing for a row without a usable slug, which is then a finding.
    template <class Row>
    std::optional<RowOrigin> bind(const RawRow& raw, Row& row) {
        RowOrigin origin{raw.kind, {}, raw.where, {}};
        const auto slug = std::find_if(raw.fields.begin(), raw.fields.end(),
                                       [](const auto& f) { return f.name == "slug"; });
        std::string object = raw.kind;
        if (slug != raw.fields.end() && !slug->value.text.empty()) object += " " + slug->value.text;
        for (const auto& field : raw.fields) bind_field(raw, field, row, origin, object);
        if (!origin.states("slug")) {
            findings_.error("M010", raw.where, "a " + raw.kind + " without a slug",
                            "every row needs its key");
        }
        origin.slug = row.slug;
        if (row.slug.empty()) return std::nullopt;
        return origin;
    }

    template <class Row>
    void bind_field(const RawRow& raw, const RawField& field, Row& row, RowOrigin& origin,
                    const std::string& object) {
        const auto* bound = find_bound<Row>(field.name);
        auto value = read_value(bound->field, field, {raw.where.file, object, findings_});
        StatedField stated{
            field.name, field.locale, {raw.where.file, field.value.line, field.value.column}, !value, {}};
        const bool blank = value && std::holds_alternative<std::monostate>(*value);
        const bool must_stay = bound->field.required || bound->field.type == FieldType::point;
        if (blank && must_stay && field.locale.empty() && !has_languages(raw, field.name)) {
            findings_.error("M003", stated.where, bound->field.name + " cannot be empty", {}, object);
            stated.faulty = true;
        }
        if (!stated.faulty) take_value(*bound, row, stated, std::move(*value));
        if (bound->field.type != FieldType::point) {
            origin.stated.push_back(std::move(stated));
            return;
        }
        for (const char* part : {"lon", "lat"}) {
            origin.stated.push_back(stated);
            origin.stated.back().name = part;
        }
    }

    static bool has_languages(const RawRow& raw, const std::string& name) {
        return std::any_of(raw.fields.begin(), raw.fields.end(), [&](const RawField& field) {
            return field.name == name && !field.locale.empty() && field.value.shape != RawValue::Shape::null;
        });
    }

    Manifest& manifest_;
    Findings& findings_;
    std::map<std::pair<std::string, std::string>, core::SourcePosition> first_;
};

void settle(Lease& lease, StatedField& stated, const std::string& currency, Findings& findings) {
    try {
        lease.base_rent_minor = core::parse_money(stated.amount, currency);
    } catch (const core::Error& error) {
        findings.error("M003", stated.where, std::string("bad base_rent: ") + error.what(), error.advice(),
                       "lease " + lease.slug);
        stated.faulty = true;
    }
}

}  // namespace

bool RowOrigin::states(std::string_view field) const {
    return std::any_of(stated.begin(), stated.end(),
                       [&](const StatedField& one) { return one.name == field; });
}

Manifest read_manifest(const std::vector<std::filesystem::path>& paths, std::istream& standard_input,
                       const std::string& kind_name) {
    const Kind* kind = kind_named(kind_name);
    Manifest manifest;
    Findings findings;
    Binder binder(manifest, findings);
    for (const auto& path : paths) {
        if (path == "-") {
            for (const auto& row : read_stream(standard_input, kind, findings)) binder.add(row);
            continue;
        }
        for (const auto& file : manifest_files(path)) {
            for (const auto& row : read_file(file, kind, findings)) binder.add(row);
        }
    }
    manifest.findings = findings.take();
    return manifest;
}

void settle_money(Manifest& manifest, std::string_view currency) {
    Findings findings;
    auto lease = manifest.catalog.leases.begin();
    for (auto& origin : manifest.origins) {
        if (origin.kind != "lease") continue;
        for (auto& stated : origin.stated) {
            if (!stated.amount.empty()) settle(*lease, stated, std::string(currency), findings);
        }
        ++lease;
    }
    for (auto& finding : findings.take()) manifest.findings.push_back(std::move(finding));
}

}  // namespace mallctl::catalog
