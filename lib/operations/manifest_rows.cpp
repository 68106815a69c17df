#include "operations/manifest_rows.hpp"

#include <algorithm>
#include <map>

#include "catalog/bound_fields.hpp"
#include "catalog/locale.hpp"

namespace mallctl::operations {

namespace {

using catalog::FieldValue;
using catalog::Manifest;
using catalog::RowOrigin;
using catalog::StatedField;

class Converter {
  public:
    Converter(const Manifest& manifest, const ManifestRows& to) : manifest_(manifest), to_(to) {}

    template <class Row>
    void convert(const char* kind, const std::vector<Row>& rows) {
        auto row = rows.begin();
        for (const auto& origin : manifest_.origins) {
            if (origin.kind == kind) hand_out(*row++, origin);
        }
    }

    std::vector<std::string> files() {
        std::vector<std::string> names(files_.size());
        for (const auto& [name, index] : files_) names[index] = name;
        return names;
    }

  private:
    template <class Row>
    void hand_out(const Row& row, const RowOrigin& origin) {
        const bool is_faulty = std::any_of(origin.stated.begin(), origin.stated.end(),
                                           [](const StatedField& one) { return one.faulty; });
        if (is_faulty) return to_.on_refused(origin.kind, origin.slug);
        catalog::Row result;
        result.kind = catalog::find_kind(origin.kind);
        result.file = files_.emplace(origin.where.file, files_.size()).first->second;
        result.line = static_cast<std::uint32_t>(origin.where.line);
        result.column = static_cast<std::uint32_t>(origin.where.column);
        result.values.resize(result.kind->fields.size());
        result.places.resize(result.kind->fields.size());
        for (const auto& stated : origin.stated) take(row, stated, result);
        to_.on_row(result);
    }

    template <class Row>
    void take(const Row& row, const StatedField& stated, catalog::Row& result) {
        const auto* bound = catalog::find_bound<Row>(stated.name);
        const std::size_t field = catalog::field_index(*result.kind, stated.name);
        if (bound == nullptr || bound->field.shorthand) return;
        const std::uint64_t bit = std::uint64_t{1} << field;
        FieldValue value = catalog::get_value(*bound, row);
        if (!stated.locale.empty()) {
            const auto* names = std::get_if<core::Names>(&value);
            const std::string key = catalog::names_key(stated.locale);
            core::Names partial;
            if ((result.stated & bit) != 0) partial = std::get<core::Names>(result.values[field]);
            partial[key] = names != nullptr && names->count(key) > 0 ? names->at(key) : std::string();
            value = std::move(partial);
            result.partial |= bit;
        }
        result.stated |= bit;
        result.values[field] = std::move(value);
        const int lines = stated.where.line - static_cast<int>(result.line);
        result.places[field] = {static_cast<std::uint16_t>(std::clamp(lines, 0, 0xFFFF)),
                                static_cast<std::uint16_t>(std::clamp(stated.where.column, 0, 0xFFFF))};
    }

    const Manifest& manifest_;
    const ManifestRows& to_;
    std::map<std::string, std::uint32_t> files_;
};

}  // namespace

std::vector<std::string> read_rows(const Manifest& manifest, const ManifestRows& to) {
    Converter converter(manifest, to);
    if (manifest.mall) converter.convert("mall", std::vector<catalog::Mall>{*manifest.mall});
    converter.convert("location", manifest.catalog.locations);
    converter.convert("tenant", manifest.catalog.tenants);
    converter.convert("store", manifest.catalog.stores);
    converter.convert("lease", manifest.catalog.leases);
    return converter.files();
}

void add_unit_edit(Manifest& to, const catalog::Row& row, const std::vector<std::string>& files) {
    const std::string file = row.file < files.size() ? files[row.file] : std::string();
    RowOrigin origin{
        row.kind->name, row.key(), {file, static_cast<int>(row.line), static_cast<int>(row.column)}, {}};
    catalog::UnitEdit edit;
    for (const auto& bound : catalog::bound_fields<catalog::UnitEdit>()) {
        const std::size_t field = catalog::field_index(*row.kind, bound.field.name);
        if (!row.states(field)) continue;
        StatedField stated;
        stated.name = bound.field.name;
        stated.where = {file, static_cast<int>(row.line + row.places[field].line), row.places[field].column};
        catalog::set_value(bound, edit, row.values[field]);
        const auto* names = std::get_if<core::Names>(&row.values[field]);
        if ((row.partial >> field & 1) == 0 || names == nullptr) {
            origin.stated.push_back(stated);
            continue;
        }
        for (const auto& [locale, name] : *names) {
            stated.locale = catalog::locale_tag(locale);
            origin.stated.push_back(stated);
        }
        std::erase_if(edit.name, [](const auto& one) { return one.second.empty(); });
    }
    to.units.push_back(std::move(edit));
    to.origins.push_back(std::move(origin));
}

}  // namespace mallctl::operations
