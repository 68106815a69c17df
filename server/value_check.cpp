#include "server/value_check.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "core/clock.hpp"
#include "core/closest.hpp"
#include "core/error.hpp"
#include "core/uuid.hpp"

namespace mallctl::server {

namespace {

using Json = nlohmann::ordered_json;

// Of UTF-8, as JSON Schema counts: code points.
std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

bool is_instant(std::string_view text) {
    try {
        core::parse_instant(text);
        return true;
    } catch (const core::Error&) {
        return false;
    }
}

bool is_day(std::string_view text) {
    return text.size() == 10 && is_instant(std::string(text) + "T00:00:00Z");
}

// Digits, with a sign, a point and an exponent where it is no integer; never "inf" or "nan".
std::optional<double> number_of(std::string_view text, bool is_integer) {
    double value = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    if (read.ec != std::errc{} || read.ptr != end || !std::isfinite(value)) return std::nullopt;
    const bool digits = text.find_first_not_of("-0123456789") == std::string_view::npos;
    if (is_integer && !digits) return std::nullopt;
    return value;
}

}  // namespace

ValueCheck::ValueCheck(std::string_view schema) {
    const auto wrong = [&] {
        return std::logic_error("schema of a parameter that cannot be checked: " + std::string(schema));
    };
    const Json json = Json::parse(schema);
    for (const auto& [word, value] : json.items()) {
        if (word == "type") {
            const std::string name = value.get<std::string>();
            if (name == "string")
                type_ = Type::text;
            else if (name == "integer")
                type_ = Type::integer;
            else if (name == "number")
                type_ = Type::number;
            else if (name == "boolean")
                type_ = Type::boolean;
            else if (name == "array")
                type_ = Type::list;
            else
                throw wrong();
        } else if (word == "format") {
            const std::string name = value.get<std::string>();
            if (name == "date-time")
                format_ = Format::instant;
            else if (name == "date")
                format_ = Format::day;
            else if (name == "uuid")
                format_ = Format::uuid;
            else
                throw wrong();
        } else if (word == "enum") {
            choices_ = value.get<std::vector<std::string>>();
        } else if (word == "minimum") {
            minimum_ = value.get<double>();
        } else if (word == "maximum") {
            maximum_ = value.get<double>();
        } else if (word == "minLength") {
            shortest_ = value.get<std::size_t>();
        } else if (word == "maxLength") {
            longest_ = value.get<std::size_t>();
        } else if (word == "maxItems") {
            most_items_ = value.get<std::size_t>();
        } else if (word == "items") {
            items_.emplace_back(value.dump());
        } else if (word != "default" && word != "examples" && word != "description") {
            throw wrong();
        }
    }
    if ((type_ == Type::list) != (items_.size() == 1)) throw wrong();
}

std::string ValueCheck::fault_of_text(std::string_view value) const {
    if (!choices_.empty() && std::find(choices_.begin(), choices_.end(), value) == choices_.end()) {
        const std::string guess = core::did_you_mean(value, choices_);
        return fmt::format("is one of: {}{}", fmt::join(choices_, ", "), guess.empty() ? "" : "; " + guess);
    }
    const std::size_t length = characters(value);
    if (length < shortest_) return fmt::format("has at least {} characters", shortest_);
    if (length > longest_) return fmt::format("has at most {} characters", longest_);
    if (format_ == Format::instant && !is_instant(value))
        return "is a time with its offset (RFC 3339): 2026-01-31T18:00:00Z";
    if (format_ == Format::day && !is_day(value)) return "is a day: 2026-01-31";
    if (format_ == Format::uuid && !core::parse_uuid(value)) return "is a UUID";
    return {};
}

std::string ValueCheck::range() const {
    if (minimum_ && maximum_) return fmt::format(" from {} to {}", *minimum_, *maximum_);
    if (minimum_) return fmt::format(", {} or more", *minimum_);
    return maximum_ ? fmt::format(", {} or less", *maximum_) : std::string();
}

std::string ValueCheck::fault_of_number(std::string_view value) const {
    const auto number = number_of(value, type_ == Type::integer);
    if (number && (!minimum_ || *number >= *minimum_) && (!maximum_ || *number <= *maximum_)) return {};
    return fmt::format("is {} number{}", type_ == Type::integer ? "a whole" : "a", range());
}

std::string ValueCheck::fault_of_list(std::string_view value) const {
    for (std::size_t count = 1;; ++count) {
        if (count > most_items_) return fmt::format("has at most {} items", most_items_);
        const std::size_t end = value.find(',');
        const std::string_view item = value.substr(0, end);
        if (item.empty()) return "is texts joined by commas, none of them empty";
        if (std::string fault = items_.front().fault(item); !fault.empty())
            return "of each item: it " + fault;
        if (end == std::string_view::npos) return {};
        value.remove_prefix(end + 1);
    }
}

std::string ValueCheck::fault(std::string_view value) const {
    switch (type_) {
        case Type::text:
            return fault_of_text(value);
        case Type::integer:
        case Type::number:
            return fault_of_number(value);
        case Type::boolean:
            return value == "true" || value == "false" ? "" : "is true or false";
        case Type::list:
            return fault_of_list(value);
    }
    return {};
}

}  // namespace mallctl::server
