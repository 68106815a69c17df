#include "catalog/columns/transform.hpp"

#include <algorithm>
#include <utility>

#include "catalog/columns/cell_text.hpp"
#include "catalog/columns/free_hours.hpp"
#include "catalog/hours.hpp"
#include "core/error.hpp"
#include "core/names.hpp"

namespace mallctl::catalog::columns {

namespace {

// A step that makes one text of one text.
template <class Change>
Transform each(Change change) {
    return [change](Values& values, Remarks&) {
        for (auto& value : values) value = change(value);
        std::erase(values, std::string());
    };
}

Values split_at(const std::string& text, const std::vector<std::string>& separators) {
    Values parts(1);
    for (std::size_t i = 0; i < text.size();) {
        const auto separator = std::find_if(separators.begin(), separators.end(),
                                            [&](const auto& s) { return text.compare(i, s.size(), s) == 0; });
        if (separator == separators.end()) {
            parts.back() += text[i++];
        } else {
            parts.emplace_back();
            i += separator->size();
        }
    }
    for (auto& part : parts) part = tidy(part);
    std::erase(parts, std::string());
    return parts;
}

void append(Values& values, const Values& more) {
    values.insert(values.end(), more.begin(), more.end());
}

// Empty for hours that the program understands.
std::string why_not_hours(const std::string& hours) {
    try {
        OpeningHours::parse(hours);
        return {};
    } catch (const core::Error& error) {
        return error.what();
    }
}

}  // namespace

Transform trim() {
    return each([](const std::string& text) { return tidy(text); });
}

Transform html() {
    return each([](const std::string& text) { return decode_entities(text); });
}

Transform lower() {
    return each([](const std::string& text) { return lowered(text); });
}

Transform slug() {
    return each([](const std::string& text) { return core::make_slug(text); });
}

Transform first() {
    return [](Values& values, Remarks&) {
        if (values.size() > 1) values.resize(1);
    };
}

Transform split(std::vector<std::string> separators) {
    return [separators = std::move(separators)](Values& values, Remarks&) {
        Values parts;
        for (const auto& value : values) append(parts, split_at(value, separators));
        values = std::move(parts);
    };
}

Transform join(std::string separator) {
    return [separator = std::move(separator)](Values& values, Remarks&) {
        if (values.empty()) return;
        std::string text = values.front();
        for (std::size_t i = 1; i < values.size(); ++i) text += separator + values[i];
        values = {std::move(text)};
    };
}

Transform map_values(ValueMap map, std::optional<std::string> otherwise) {
    if (otherwise) map.push_back({"*", *otherwise});
    return [map = std::move(map)](Values& values, Remarks& remarks) {
        for (auto& value : values) {
            const auto found = find_value(map, value);
            if (!found) {
                remarks.push_back({"M051", "the mapping does not say what becomes of \"" + value + "\"",
                                   "add it to \"map\", or say \"otherwise\""});
            }
            value = found.value_or("");
        }
        std::erase(values, std::string());
    };
}

Transform unit_numbers(NumberRules rules) {
    return [rules = std::move(rules)](Values& values, Remarks& remarks) {
        Values units;
        for (const auto& value : values) {
            const auto read = read_unit_numbers(value, rules);
            append(units, read.units);
            for (const auto& part : read.unread) {
                remarks.push_back({"M052", "\"" + part + "\" is no unit number, and is left out",
                                   "\"drop\" and \"levels\" of \"numbers\" say which words are none"});
            }
        }
        values = std::move(units);
    };
}

Transform floor_names(FloorRules rules) {
    return [rules = std::move(rules)](Values& values, Remarks& remarks) {
        Values levels;
        for (const auto& value : values) {
            const auto read = read_floors(value, rules);
            append(levels, read.levels);
            if (read.fault.empty()) continue;
            remarks.push_back({"M054", "the floor \"" + value + "\" is not known: " + read.fault,
                               "add it to \"buildings\" or \"levels\" of \"floors\""});
        }
        values = std::move(levels);
    };
}

Transform free_hours() {
    return [](Values& values, Remarks& remarks) {
        for (auto& value : values) {
            auto read = read_free_hours(value);
            if (read.fault.empty()) read.fault = why_not_hours(read.hours);
            if (!read.fault.empty()) {
                remarks.push_back({"M053", "the opening hours \"" + value + "\" are left out: " + read.fault,
                                   "say in the table when it is open, as in \"Mon - Sat 10:00 - 20:00\""});
            }
            value = read.fault.empty() ? read.hours : "";
        }
        std::erase(values, std::string());
    };
}

}  // namespace mallctl::catalog::columns
