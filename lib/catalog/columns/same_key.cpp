#include "catalog/columns/same_key.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "core/digest.hpp"
#include "core/names.hpp"

namespace mallctl::catalog::columns {

namespace {

using Shape = RawValue::Shape;
using Group = std::vector<RawRow>;

constexpr std::size_t longest_slug = 63;
constexpr std::size_t digest_digits = 8;

const std::string& key_of(const RawRow& row) {
    return row.fields.front().value.text;  // the mapping's source puts the key first
}

core::Names names_of(const RawRow& row) {
    core::Names names;
    for (const auto& field : row.fields) {
        if (field.name == "name" && !field.value.text.empty()) names[field.locale] = field.value.text;
    }
    return names;
}

std::string place(const RawRow& row) {
    return row.where.file + ":" + std::to_string(row.where.line);
}

bool same_value(const RawValue& a, const RawValue& b) {
    return a.shape == b.shape && a.text == b.text;
}

void add_items(RawValue& list, const RawValue& more) {
    if (list.shape != Shape::list) {
        list = more;
        return;
    }
    for (const auto& item : more.items) {
        const bool known = std::any_of(list.items.begin(), list.items.end(),
                                       [&](const auto& other) { return other.text == item.text; });
        if (!known) list.items.push_back(item);
    }
}

// Puts `row` into `first`; the names of the fields in which they differ.
std::string unite(RawRow& first, const RawRow& row) {
    std::string differing;
    for (std::size_t i = 0; i < first.fields.size(); ++i) {
        RawValue& kept = first.fields[i].value;
        const RawValue& more = row.fields[i].value;
        if (more.shape == Shape::null) continue;
        if (kept.shape == Shape::null)
            kept = more;
        else if (more.shape == Shape::list)
            add_items(kept, more);
        else if (!same_value(kept, more))
            differing += (differing.empty() ? "" : ", ") + first.fields[i].name;
    }
    return differing;
}

Group unite_same_names(Group rows, Findings& findings) {
    Group different;
    for (auto& row : rows) {
        const auto names = names_of(row);
        const auto first = std::find_if(different.begin(), different.end(),
                                        [&](const auto& other) { return names_of(other) == names; });
        if (first == different.end()) {
            different.push_back(std::move(row));
            continue;
        }
        const std::string differing = unite(*first, row);
        findings.warning("M056", row.where,
                         "this row and that at " + place(*first) + " are one " + row.kind + ", \"" +
                             key_of(row) + "\": it gets the units and other lists of both",
                         differing.empty() ? ""
                                           : "they differ in " + differing + ": what stands at " +
                                                 place(*first) + " counts",
                         row.kind + " " + key_of(row));
    }
    return different;
}

std::string digest_of(const core::Names& names) {
    std::string text;
    for (const auto& [locale, name] : names) text += locale + '=' + name + '\n';
    return core::to_hex(core::sha256(text)).substr(0, digest_digits);
}

std::string own_key(const std::string& key, const std::string& word) {
    const std::string shorter = key.substr(0, longest_slug - digest_digits - 1);
    return (shorter + "-" + word).substr(0, longest_slug);
}

void tell_apart(Group& rows, Findings& findings) {
    std::map<std::string, int> counts;
    std::vector<std::string> words;
    for (const auto& row : rows) {
        const std::string word = own_key(key_of(row), core::make_slug(core::pick_name(names_of(row))));
        words.push_back(word);
        ++counts[word];
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::string before = key_of(rows[i]);
        const bool unclear = counts[words[i]] > 1 || words[i].ends_with('-');
        const std::string key = unclear ? own_key(before, digest_of(names_of(rows[i]))) : words[i];
        if (i > 0) {
            findings.warning(
                "M055", rows[i].where,
                "two of \"" + before + "\" have different names: this one is kept as \"" + key +
                    "\", that at " + place(rows[0]) + " as \"" + key_of(rows[0]) + "\"",
                "give each its own key in the table, or put more columns into that of the mapping",
                rows[i].kind + " " + key);
        }
        rows[i].fields.front().value.text = key;
    }
}

}  // namespace

std::vector<RawRow> settle_same_keys(std::vector<RawRow> rows, const Kind& kind, Findings& findings) {
    const Field* name = find_field(kind, "name");
    if (name == nullptr || name->type != FieldType::names) return rows;
    std::vector<std::pair<std::string, Group>> groups;  // in the order of the table
    std::map<std::string, std::size_t> index;
    for (auto& row : rows) {
        const auto [it, is_new] = index.emplace(key_of(row), groups.size());
        if (is_new) groups.push_back({key_of(row), {}});
        groups[it->second].second.push_back(std::move(row));
    }
    std::vector<RawRow> settled;
    for (auto& [key, group] : groups) {
        group = unite_same_names(std::move(group), findings);
        if (group.size() > 1) tell_apart(group, findings);
        std::move(group.begin(), group.end(), std::back_inserter(settled));
    }
    return settled;
}

}  // namespace mallctl::catalog::columns
