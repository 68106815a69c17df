// read_assigned_rows: rows that a command line states.
#include <set>

#include "catalog/assigned_rows.hpp"
#include "catalog/fields.hpp"
#include "catalog/findings.hpp"
#include "catalog/locale.hpp"
#include "catalog/raw.hpp"
#include "catalog/reader/row_builder.hpp"
#include "core/closest.hpp"
#include "core/error.hpp"

namespace mallctl::catalog {

namespace {

using core::Error;
using core::Fault;

struct Assignment {
    RawField field;
    bool reverted = false;
};

// The field that "name-" gives back to the source; null where the word is none of that form.
const Field* reverted_field(const Kind& kind, const std::string& word) {
    if (kind.name != "unit" || !word.ends_with('-')) return nullptr;
    const Field* field = find_field(kind, std::string_view(word).substr(0, word.size() - 1));
    return field == &kind.fields.front() ? nullptr : field;
}

const Field& known_field(const Kind& kind, const std::string& name) {
    const Field* field = find_field(kind, name);
    if (field != nullptr && field != &kind.fields.front()) return *field;
    std::vector<std::string> names;
    std::string listed;
    for (std::size_t i = 1; i < kind.fields.size(); ++i) {
        names.push_back(kind.fields[i].name);
        listed += (i == 1 ? "" : ", ") + kind.fields[i].name;
    }
    const auto guess = core::did_you_mean(name, names);
    throw Error(Fault::usage, "\"" + name + "\" of a " + kind.name + " cannot be set",
                guess.empty() ? "its fields are " + listed : guess);
}

Assignment parse(const Kind& kind, const std::string& word) {
    Assignment assignment;
    if (const Field* field = reverted_field(kind, word)) {
        assignment.field.name = field->name;
        assignment.reverted = true;
        return assignment;
    }
    const auto equals = word.find('=');
    if (equals == std::string::npos) {
        throw Error(Fault::usage, "\"" + word + "\" sets nothing",
                    "write FIELD=VALUE, as in name=Bakery, after what is set");
    }
    const std::string left = word.substr(0, equals);
    const auto colon = left.find(':');
    const Field& field = known_field(kind, left.substr(0, colon));
    assignment.field.name = field.name;
    if (colon != std::string::npos) {
        assignment.field.locale = left.substr(colon + 1);
        if (field.type != FieldType::names || !is_locale(assignment.field.locale)) {
            throw Error(Fault::usage, "\"" + left + "\" is no field",
                        field.type == FieldType::names
                            ? "after the colon stands a language tag, as in name:de"
                            : "\"" + field.name + "\" has no languages");
        }
    }
    assignment.field.value.shape = RawValue::Shape::text;
    assignment.field.value.text = word.substr(equals + 1);
    assignment.field.value.cell = true;
    return assignment;
}

bool same_field(const Assignment& a, const Assignment& b) {
    return a.field.name == b.field.name && (a.reverted || b.reverted || a.field.locale == b.field.locale);
}

std::vector<Assignment> parse_all(const Kind& kind, const std::vector<std::string>& words) {
    std::vector<Assignment> assignments;
    for (const auto& word : words) {
        const Assignment assignment = parse(kind, word);
        for (const auto& other : assignments) {
            if (!same_field(other, assignment)) continue;
            throw Error(Fault::usage, "\"" + assignment.field.name + "\" is set twice", "say it once");
        }
        assignments.push_back(assignment);
    }
    return assignments;
}

// All languages of a name at once, when it comes to the first of them.
void state_names(RowBuilder& builder, Row& row, std::size_t field, const std::vector<Assignment>& all) {
    if (row.states(field)) return;
    std::vector<std::string> locales;
    locales.reserve(all.size());  // parts point into it
    std::vector<NamePart> parts;
    bool partial = true;
    for (const auto& [raw, reverted] : all) {
        if (raw.name != row.kind->fields[field].name) continue;
        partial = partial && !raw.locale.empty();
        parts.push_back({locales.emplace_back(names_key(raw.locale)), {raw.value.text, {}, true}});
    }
    builder.state_names(row, field, parts, partial);
}

void state(RowBuilder& builder, Row& row, const Assignment& assignment, const std::vector<Assignment>& all) {
    const std::size_t field = field_index(*row.kind, assignment.field.name);
    if (assignment.reverted) {
        row.stated |= std::uint64_t{1} << field;
        row.reverted |= std::uint64_t{1} << field;
        row.values[field] = std::monostate{};
    } else if (row.kind->fields[field].type == FieldType::names) {
        state_names(builder, row, field, all);
    } else {
        builder.state(row, field, StatedText{assignment.field.value.text, {}, true});
    }
}

}  // namespace

bool is_assignment(const std::string& kind_name, const std::string& word) {
    const Kind* kind = find_kind(kind_name);
    return word.find('=') != std::string::npos || (kind != nullptr && reverted_field(*kind, word) != nullptr);
}

std::vector<Row> read_assigned_rows(const std::string& kind_name, const std::vector<std::string>& keys,
                                    const std::vector<std::string>& words, const MallSettings& mall,
                                    Findings& findings, const ManifestReader::Refused& refused) {
    const Kind* kind = find_kind(kind_name);
    if (kind == nullptr) throw Error(Fault::usage, "unknown kind \"" + kind_name + "\"");
    const auto assignments = parse_all(*kind, words);
    RowBuilder builder(findings, {});
    builder.hand_refused_to(refused);
    builder.values().amounts.set_currency(mall.currency);
    builder.values().times.set_zone(mall.time_zone);
    std::vector<Row> rows;
    std::set<std::string> seen;
    for (const auto& key : keys) {
        if (!seen.insert(key).second) throw Error(Fault::usage, kind->name + " " + key + " is named twice");
        Row row;
        builder.begin(row, *kind, 0, {});
        builder.state(row, 0, StatedText{key, {}, true});
        for (const auto& assignment : assignments) state(builder, row, assignment, assignments);
        if (builder.end(row, {}, [](RejectedRow&) {})) rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace mallctl::catalog
