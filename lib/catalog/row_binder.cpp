#include "catalog/row_binder.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "catalog/bound_fields.hpp"
#include "catalog/values.hpp"

namespace mallctl::catalog {

namespace {

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

}  // namespace

// What RowBinder keeps between rows, and the templates that work on it.
class RowBinder::Binding {
  public:
    Binding(Manifest& manifest, Findings& findings) : manifest_(manifest), findings_(findings) {}

    void add(const RawRow& raw) {
        if (raw.kind == "mall") add_mall(raw);
        if (raw.kind == "location") add_to(manifest_.catalog.locations, raw);
        if (raw.kind == "tenant") add_to(manifest_.catalog.tenants, raw);
        if (raw.kind == "store") add_to(manifest_.catalog.stores, raw);
        if (raw.kind == "lease") add_to(manifest_.catalog.leases, raw);
        if (raw.kind == "unit") add_to(manifest_.units, raw);
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
        const auto& key = bound_fields<Row>().front();
        const auto stated = std::find_if(raw.fields.begin(), raw.fields.end(),
                                         [&](const auto& f) { return f.name == key.field.name; });
        std::string object = raw.kind;
        if (stated != raw.fields.end() && !stated->value.text.empty()) object += " " + stated->value.text;
        for (const auto& field : raw.fields) bind_field(raw, field, row, origin, object);
        if (!origin.states(key.field.name)) {
            findings_.error("M010", raw.where, "a " + raw.kind + " without a " + key.field.name,
                            "every row needs its key");
        }
        const FieldValue value = get_value(key, row);
        if (const auto* text = std::get_if<std::string>(&value)) origin.slug = *text;
        if (origin.slug.empty()) return std::nullopt;
        return origin;
    }

    template <class Row>
    void bind_field(const RawRow& raw, const RawField& field, Row& row, RowOrigin& origin,
                    const std::string& object) {
        const auto* bound = find_bound<Row>(field.name);
        auto value = read_value(bound->field, field, {raw.where.file, object, findings_});
        StatedField stated{field.name, field.locale, {raw.where.file, field.value.line, field.value.column},
                           !value,     {},           false};
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

RowBinder::RowBinder(Manifest& manifest, Findings& findings)
    : binding_(std::make_unique<Binding>(manifest, findings)) {}

RowBinder::~RowBinder() = default;

void RowBinder::add(const RawRow& row) {
    binding_->add(row);
}

}  // namespace mallctl::catalog
