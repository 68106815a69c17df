#include "operations/conditions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <optional>

#include "core/error.hpp"
#include "core/money.hpp"

namespace mallctl::operations {

namespace {

using catalog::Field;
using catalog::FieldType;
using catalog::FieldValue;
using core::Error;
using core::Fault;
using db::Comparison;

template <typename Number>
std::optional<Number> parse_number(std::string_view text) {
    Number number{};
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::optional<std::chrono::year_month_day> parse_day(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = parse_number<int>(text.substr(0, 4));
    const auto month = parse_number<unsigned>(text.substr(5, 2));
    const auto day = parse_number<unsigned>(text.substr(8, 2));
    if (!year || *year < 1 || !month || !day) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{*month},
                                           std::chrono::day{*day}};
    if (!date.ok()) return std::nullopt;
    return date;
}

// "2026-01-31", "2026-01-31 18:00", or RFC 3339.
std::optional<core::Instant> parse_time(const std::string& text, const std::string& zone) {
    const auto day = parse_day(std::string_view(text).substr(0, 10));
    if (!day) return std::nullopt;
    int minutes = 0;
    if (text.size() == 16 && text[13] == ':') {
        const auto hour = parse_number<int>(std::string_view(text).substr(11, 2));
        const auto minute = parse_number<int>(std::string_view(text).substr(14, 2));
        if (!hour || !minute || *hour < 0 || *hour > 23 || *minute < 0 || *minute > 59) return std::nullopt;
        minutes = *hour * 60 + *minute;
    } else if (text.size() != 10) {
        return core::parse_instant(text);
    }
    return core::from_local(static_cast<int>(day->year()), static_cast<unsigned>(day->month()),
                            static_cast<unsigned>(day->day()), minutes, zone.empty() ? "UTC" : zone);
}

template <typename Value>
FieldValue or_none(const std::optional<Value>& value) {
    if (!value) return std::monostate{};
    return *value;
}

// Monostate for a text that is no value of the type.
FieldValue parse_value(const Field& field, const std::string& text, const catalog::ValueStyle& style) {
    switch (field.type) {
        case FieldType::money:
            return core::parse_money(text, style.currency);
        case FieldType::integer:
            return or_none(parse_number<std::int64_t>(text));
        case FieldType::longitude:
        case FieldType::latitude:
        case FieldType::heading:
        case FieldType::number:
        case FieldType::percent: {
            const auto number = parse_number<double>(text);
            return number && std::isfinite(*number) ? FieldValue(*number) : FieldValue();
        }
        case FieldType::flag:
            if (text == "true" || text == "yes" || text == "1") return true;
            if (text == "false" || text == "no" || text == "0") return false;
            return std::monostate{};
        case FieldType::date:
            return parse_day(text) ? FieldValue(text) : FieldValue();
        case FieldType::time:
            return or_none(parse_time(text, style.time_zone));
        default:
            return text;
    }
}

template <typename Value>
bool compare(Comparison comparison, const Value& a, const Value& b) {
    switch (comparison) {
        case Comparison::equal:
            return a == b;
        case Comparison::not_equal:
            return a != b;
        case Comparison::less:
            return a < b;
        case Comparison::at_most:
            return a <= b;
        case Comparison::greater:
            return a > b;
        case Comparison::at_least:
            break;
    }
    return a >= b;
}

std::optional<double> number_of(const FieldValue& value) {
    if (const auto* number = std::get_if<double>(&value)) return *number;
    if (const auto* integer = std::get_if<std::int64_t>(&value)) return static_cast<double>(*integer);
    return std::nullopt;
}

bool has_text(const FieldValue& value, const FieldValue& wanted) {
    const auto* text = std::get_if<std::string>(&wanted);
    if (text == nullptr) return value == wanted;
    if (const auto* list = std::get_if<std::vector<std::string>>(&value))
        return std::find(list->begin(), list->end(), *text) != list->end();
    if (const auto* names = std::get_if<core::Names>(&value)) {
        return std::any_of(names->begin(), names->end(),
                           [&](const auto& name) { return name.second == *text; });
    }
    return value == wanted;
}

}  // namespace

ConditionText split_condition(std::string_view text) {
    static constexpr std::pair<std::string_view, Comparison> operators[] = {
        {"!=", Comparison::not_equal}, {"<=", Comparison::at_most}, {">=", Comparison::at_least},
        {"=", Comparison::equal},      {"<", Comparison::less},     {">", Comparison::greater}};
    const auto at = text.find_first_of("=<>!");
    if (at != std::string_view::npos && at > 0) {
        for (const auto& [word, comparison] : operators) {
            if (text.substr(at, word.size()) == word)
                return {std::string(text.substr(0, at)), comparison,
                        std::string(text.substr(at + word.size()))};
        }
    }
    throw Error(Fault::usage, fmt::format("\"{}\" is not a condition", text),
                "write --where FIELD=VALUE, as in --where tenant=acme");
}

db::Condition make_condition(const Field& field, const ConditionText& text,
                             const catalog::ValueStyle& style) {
    const bool equality = text.comparison == Comparison::equal || text.comparison == Comparison::not_equal;
    if (!equality && !db::is_ordered(field.type)) {
        throw Error(Fault::usage, fmt::format("values of {} have no order", field.name),
                    "compare them with = or !=");
    }
    if (text.value.empty() && equality) return {field.name, text.comparison, std::monostate{}};
    std::string why;
    FieldValue value;
    if (field.type == FieldType::area || field.type == FieldType::point) {
        why = fmt::format(": a condition on {} can only ask whether it is empty", field.name);
    } else {
        try {
            value = parse_value(field, text.value, style);
        } catch (const Error& e) {
            why = fmt::format(": {}", e.what());
        }
    }
    if (std::holds_alternative<std::monostate>(value)) {
        throw Error(Fault::usage, fmt::format("\"{}\" is no value of {}{}", text.value, field.name, why),
                    "expected: " + catalog::describe(field.type));
    }
    return {field.name, text.comparison, std::move(value)};
}

bool holds(const db::Condition& condition, const FieldValue& value) {
    const bool wants_other = condition.comparison == Comparison::not_equal;
    const bool empty = std::holds_alternative<std::monostate>(value);
    if (std::holds_alternative<std::monostate>(condition.value)) return empty != wants_other;
    if (empty) return wants_other;
    const auto number = number_of(value);
    const auto wanted = number_of(condition.value);
    if (number && wanted) return compare(condition.comparison, *number, *wanted);
    const auto* text = std::get_if<std::string>(&value);
    const auto* wanted_text = std::get_if<std::string>(&condition.value);
    if (text != nullptr && wanted_text != nullptr) return compare(condition.comparison, *text, *wanted_text);
    return has_text(value, condition.value) != wants_other;
}

}  // namespace mallctl::operations
