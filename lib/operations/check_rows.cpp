#include "operations/check_rows.hpp"

#include <set>
#include <utility>
#include <vector>

#include "catalog/findings.hpp"
#include "catalog/row_struct.hpp"
#include "catalog/target.hpp"
#include "core/closest.hpp"
#include "operations/plan_mentions.hpp"

namespace mallctl::operations {

namespace {

using catalog::Row;

class RowChecks {
  public:
    RowChecks(catalog::ManifestReader& reader, CheckedRows& checked) : reader_(reader), checked_(checked) {}

    void read() {
        Row row;
        while (reader_.next(row)) add(row);
    }

    void check(const plan::Plan* plan) {
        checked_.findings = reader_.take_findings();
        if (checked_.has_mall) {
            check_references();
            for (auto& finding : findings_.take()) checked_.findings.push_back(std::move(finding));
            if (plan != nullptr) {
                for (auto& finding : mentions_.check(*plan, reader_.files()))
                    checked_.findings.push_back(std::move(finding));
            }
        }
        catalog::sort_by_place(checked_.findings);
    }

  private:
    struct Reference {
        std::string kind;
        std::string slug;
        std::string object;
        core::SourcePosition where;
    };
    using Keys = std::map<std::string, core::SourcePosition>;

    void add(const Row& row) {
        const std::string object = row.kind->name + " " + row.key();
        const auto [first, is_new] = keys_[row.kind->name].emplace(row.key(), place(row));
        if (!is_new) {
            findings_.error(
                "M004", place(row), "the " + object + " is there twice",
                "the first is at " + first->second.file + ":" + std::to_string(first->second.line), object);
            return;
        }
        if (row.kind->name == "mall") checked_.has_mall = true;
        check_required(row, object);
        add_references(row, object);
        mentions_.add(row);
        keep(row, object);
    }

    void keep(const Row& row, const std::string& object) {
        auto& catalog = checked_.catalog;
        if (row.kind->name == "location")
            catalog.locations.push_back(catalog::to_struct<catalog::Location>(row));
        if (row.kind->name == "tenant") catalog.tenants.push_back(catalog::to_struct<catalog::Tenant>(row));
        if (row.kind->name == "store") catalog.stores.push_back(catalog::to_struct<catalog::Store>(row));
        if (row.kind->name == "lease") {
            catalog.leases.push_back(catalog::to_struct<catalog::Lease>(row));
            check_term(row, catalog.leases.back(), object);
        }
        checked_.places.emplace(object, place(row));
    }

    void check_required(const Row& row, const std::string& object) {
        if (row.kind->name == "unit") return;  // an edit of what is there
        for (std::size_t i = 0; i < row.kind->fields.size(); ++i) {
            const auto& field = row.kind->fields[i];
            if (!field.required || (row.states(i) && !is_blank_name(row, i))) continue;
            findings_.error("M010", place(row, i),
                            "every " + row.kind->name + " needs the field " + field.name, {}, object);
        }
    }

    // A name of which every column "name:de" is empty.
    static bool is_blank_name(const Row& row, std::size_t field) {
        const auto* names = std::get_if<core::Names>(&row.values[field]);
        if (names == nullptr) return false;
        for (const auto& [locale, name] : *names) {
            if (!name.empty()) return false;
        }
        return true;
    }

    void check_term(const Row& row, const catalog::Lease& lease, const std::string& object) {
        if (lease.from.empty() || lease.to.empty() || lease.from < lease.to) return;
        findings_.error("M003", place(row, catalog::field_index(*row.kind, "to")),
                        "the lease ends on " + lease.to + ", not after its first day " + lease.from,
                        "\"to\" is the day after the last one", object);
    }

    void add_references(const Row& row, const std::string& object) {
        for (std::size_t i = 0; i < row.kind->fields.size(); ++i) {
            const auto& field = row.kind->fields[i];
            if (!row.states(i)) continue;
            for (auto& [kind, slug] : named_rows(field, row.values[i])) {
                if (keys_[kind].contains(slug)) continue;
                references_.push_back({std::move(kind), std::move(slug), object, place(row, i)});
            }
        }
    }

    // The rows that a value names.
    static std::vector<catalog::Target> named_rows(const catalog::Field& field,
                                                   const catalog::FieldValue& value) {
        if (field.type == catalog::FieldType::targets) {
            std::vector<catalog::Target> named;
            const auto* texts = std::get_if<std::vector<std::string>>(&value);
            if (texts == nullptr) return named;
            for (const auto& text : *texts) named.push_back(catalog::parse_target(text, field.choices));
            return named;
        }
        const auto* text = std::get_if<std::string>(&value);
        if (text == nullptr) return {};
        if (field.type == catalog::FieldType::reference) return {{field.target, *text}};
        if (field.type == catalog::FieldType::target) return {catalog::parse_target(*text, field.choices)};
        return {};
    }

    // Of those whose row had not come yet when they were read.
    void check_references() {
        for (const auto& reference : references_) {
            const auto& known = keys_[reference.kind];
            if (known.contains(reference.slug)) continue;
            std::vector<std::string> names;
            for (const auto& [name, where] : known) names.push_back(name);
            findings_.error("M005", reference.where,
                            "there is no " + reference.kind + " \"" + reference.slug + "\"",
                            core::did_you_mean(reference.slug, names), reference.object);
        }
    }

    core::SourcePosition place(const Row& row) const {
        return {reader_.files().at(row.file), static_cast<int>(row.line), static_cast<int>(row.column)};
    }

    // Of a field; of the row where the field is not stated or its place is not known.
    core::SourcePosition place(const Row& row, std::size_t field) const {
        const auto at = row.places[field];
        if (!row.states(field) || at.column == 0) return place(row);
        return {reader_.files().at(row.file), static_cast<int>(row.line) + at.line, at.column};
    }

    catalog::ManifestReader& reader_;
    CheckedRows& checked_;
    catalog::Findings findings_;
    std::map<std::string, Keys> keys_;  // by kind
    std::vector<Reference> references_;
    PlanMentions mentions_;
};

}  // namespace

CheckedRows check_rows(catalog::ManifestReader& reader, const plan::Plan* plan) {
    CheckedRows checked;
    RowChecks checks(reader, checked);
    checks.read();
    checks.check(plan);
    return checked;
}

}  // namespace mallctl::operations
