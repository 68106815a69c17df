#include "catalog/columns/mapping_values.hpp"

#include <algorithm>
#include <set>

#include "core/closest.hpp"
#include "core/error.hpp"

namespace mallctl::catalog::columns {

using Shape = RawValue::Shape;

void MappingValues::fault(const char* code, const RawValue& at, const std::string& message,
                          const std::string& advice) {
    findings_.error(code, where(at), message, advice);
    any_ = true;
}

void MappingValues::throw_if_any() {
    if (!any_) return;
    auto findings = findings_.take();
    const core::Diagnostic& first = findings.front();
    std::string message = first.where.file + ":" + std::to_string(first.where.line) + ":" +
                          std::to_string(first.where.column) + ": " + first.message;
    if (findings.size() > 1) message += " (and " + std::to_string(findings.size() - 1) + " more)";
    const std::string advice =
        first.advice.empty() ? "see mallctl-manifest(5), COLUMN MAPPINGS" : first.advice;
    throw core::Error(core::Fault::rejected, message, advice, std::move(findings));
}

std::vector<RawEntry> MappingValues::entries(const RawValue& value, const std::string& what) {
    if (value.shape != Shape::map) {
        fault("M003", value, what + " must be a map, KEY: VALUE");
        return {};
    }
    std::vector<RawEntry> entries;
    std::set<std::string> seen;
    for (const auto& entry : value.entries) {
        if (entry.key.shape != Shape::text && entry.key.shape != Shape::null) {
            fault("M003", entry.key, "a key of " + what + " must be a text");
        } else if (!seen.insert(entry.key.text).second) {
            fault("M002", entry.key, "\"" + entry.key.text + "\" is there twice in " + what);
        } else {
            entries.push_back(entry);
        }
    }
    return entries;
}

std::vector<RawEntry> MappingValues::entries(const RawValue& value, const std::string& what,
                                             const std::vector<std::string>& known) {
    auto all = entries(value, what);
    std::erase_if(all, [&](const RawEntry& entry) {
        const std::string& key = entry.key.text;
        if (std::find(known.begin(), known.end(), key) != known.end()) return false;
        std::string list;
        for (const auto& name : known) list += (list.empty() ? "" : ", ") + name;
        const auto guess = core::did_you_mean(key, known);
        fault("M002", entry.key, "unknown key \"" + key + "\" of " + what,
              guess.empty() ? "its keys are " + list : guess);
        return true;
    });
    return all;
}

std::optional<std::string> MappingValues::text(const RawValue& value, const std::string& what) {
    if (value.shape == Shape::text && !value.text.empty()) return value.text;
    fault("M003", value, what + " must be a text");
    return std::nullopt;
}

std::optional<bool> MappingValues::flag(const RawValue& value, const std::string& what) {
    if (value.shape == Shape::text && value.text == "true") return true;
    if (value.shape == Shape::text && value.text == "false") return false;
    fault("M003", value, what + " must be true or false");
    return std::nullopt;
}

std::vector<std::string> MappingValues::texts(const RawValue& value, const std::string& what,
                                              bool may_be_empty) {
    std::vector<std::string> found;
    const bool list = value.shape == Shape::list;
    const std::vector<RawValue> one(list ? 0 : 1, value);
    for (const auto& item : list ? value.items : one) {
        if (item.shape != Shape::text || (item.text.empty() && !may_be_empty)) {
            fault("M003", item, what + " must be a text, or a list of texts");
        } else {
            found.push_back(item.text);
        }
    }
    if (list && value.items.empty()) fault("M003", value, what + " is an empty list");
    return found;
}

ValueMap MappingValues::value_map(const RawValue& value, const std::string& what) {
    ValueMap map;
    for (const auto& entry : entries(value, what)) {
        if (entry.value.shape != Shape::text && entry.value.shape != Shape::null) {
            fault("M003", entry.value, "what \"" + entry.key.text + "\" becomes must be a text");
            continue;
        }
        map.push_back({entry.key.text, entry.value.text});
        if (has_unclear_star(map.back())) {
            fault("M003", entry.value, "\"*\" needs a pattern with one \"*\" and no \"?\" to stand for",
                  "\"" + entry.key.text + "\" is another pattern");
        }
    }
    return map;
}

}  // namespace mallctl::catalog::columns
