#include "catalog/reader/value_reader.hpp"

#include <algorithm>
#include <charconv>

#include "catalog/audience.hpp"
#include "catalog/hours.hpp"
#include "catalog/locale.hpp"
#include "catalog/reader/areas.hpp"
#include "catalog/reader/text_checks.hpp"
#include "catalog/reader/text_stream.hpp"
#include "catalog/target.hpp"
#include "core/clock.hpp"
#include "core/closest.hpp"
#include "core/error.hpp"
#include "core/money.hpp"
#include "core/names.hpp"

namespace mallctl::catalog {

namespace {

// Empty when the field can keep the text.
std::string why_unkeepable(const Field& field, std::string_view text) {
    if (has_unprintable(text)) return "it holds a control character";
    const bool short_enough =
        text.size() <= field.longest || static_cast<std::size_t>(count_characters(text)) <= field.longest;
    return short_enough ? "" : "it is longer than " + std::to_string(field.longest) + " characters";
}

bool is_choice(const Field& field, std::string_view text) {
    return std::find(field.choices.begin(), field.choices.end(), text) != field.choices.end();
}

// Null when the text is fine for the field's type.
const char* why_refused(const Field& field, std::string_view text) {
    switch (field.type) {
        case FieldType::slug:
        case FieldType::reference:
            return core::is_slug(text) ? nullptr : "a slug has 1 to 63 of a-z, 0-9, - and _";
        case FieldType::time_zone:
            return core::is_time_zone(text) ? nullptr : "it is not a time zone of the IANA database";
        case FieldType::currency:
            return core::currency_exponent(text) ? nullptr : "it is not a currency of ISO 4217";
        case FieldType::choice:
            return is_choice(field, text) ? nullptr : "it is not one of the choices";
        case FieldType::date:
            return is_date(text) ? nullptr : "it is not a day of the calendar";
        case FieldType::url:
            return is_url(text) ? nullptr : "it is not a web address";
        case FieldType::email:
            return is_email(text) ? nullptr : "it is not a mail address";
        default:
            return nullptr;
    }
}

std::string advice_for(const Field& field, std::string_view text) {
    if (field.type == FieldType::choice) {
        std::string all;
        for (const auto& choice : field.choices) all += (all.empty() ? "" : ", ") + choice;
        const auto guess = core::did_you_mean(text, field.choices);
        return guess.empty() ? "use one of " + all : guess;
    }
    if (field.type == FieldType::slug || field.type == FieldType::reference) {
        const auto slug = core::make_slug(text);
        return slug.empty() ? "" : "did you mean \"" + slug + "\"?";
    }
    return field.type == FieldType::text ? "" : "expected: " + describe(field.type);
}

}  // namespace

StatedText without_blanks(StatedText text) {
    while (!text.text.empty() && is_blank(text.text.back())) text.text.remove_suffix(1);
    std::size_t begin = 0;
    while (begin < text.text.size() && is_blank(text.text[begin])) ++begin;
    if (begin == 0) return text;
    const std::string_view blanks = text.text.substr(0, begin);
    const auto line_end = blanks.rfind('\n');
    if (text.place.column > 0) {
        if (line_end == std::string_view::npos) {
            text.place.column += static_cast<int>(begin);
        } else {
            text.place.line += static_cast<int>(std::count(blanks.begin(), blanks.end(), '\n'));
            text.place.column = static_cast<int>(begin - line_end);
        }
    }
    text.text.remove_prefix(begin);
    return text;
}

bool ValueReader::read(const Field& field, StatedText text, FieldValue& into) {
    text = trimmed(text);
    if (text.text.empty()) {
        into = std::monostate{};
        return true;
    }
    switch (field.type) {
        case FieldType::list:
        case FieldType::locales:
        case FieldType::dates:
        case FieldType::targets:
            return split(field, text) && read_list(field, items_, into);
        case FieldType::tiers:
            return split(field, text) && read_tiers(field, items_, into);
        case FieldType::point:
            return split(field, text) && read_point(field, items_, text.place, into);
        default:
            return read_plain(field, text, into);
    }
}

bool ValueReader::read_plain(const Field& field, StatedText text, FieldValue& into) {
    double number = 0;
    switch (field.type) {
        case FieldType::longitude:
            return read_number(field, text, -180, 180, number) && (into = number, true);
        case FieldType::latitude:
            return read_number(field, text, -90, 90, number) && (into = number, true);
        case FieldType::heading:
            return read_number(field, text, 0, 360, number) && (into = number == 360 ? 0 : number, true);
        case FieldType::percent:
            return read_number(field, text, 0, 100, number) && (into = number, true);
        case FieldType::number:
            return read_number(field, text, -1e15, 1e15, number) && (into = number, true);
        case FieldType::integer:
            return read_integer(field, text, into);
        case FieldType::flag:
            return read_flag(field, text, into);
        case FieldType::time:
            return read_time(field, text, into);
        case FieldType::money:
            return read_money(field, text, into);
        case FieldType::area:
            return read_area(field, text, into);
        case FieldType::hours:
            return read_hours(field, text, into);
        default:
            return read_text(field, text, into);
    }
}

bool ValueReader::read_text(const Field& field, StatedText text, FieldValue& into) {
    if (std::string why = why_unkeepable(field, text.text); !why.empty()) return refuse(field, text, why);
    if (const char* why = why_refused(field, text.text))
        return refuse(field, text, why, advice_for(field, text.text));
    if (field.type == FieldType::audience) return read_audience(field, text, into);
    if (field.type == FieldType::target && !is_target(field, text)) return false;
    hold<std::string>(into).assign(text.text);
    return true;
}

bool ValueReader::read_audience(const Field& field, StatedText text, FieldValue& into) {
    try {
        hold<std::string>(into) = to_string(parse_audience(text.text));
    } catch (const core::Error& error) {
        return refuse(field, text, error.what(), error.advice());
    }
    return true;
}

bool ValueReader::is_target(const Field& field, StatedText text) {
    try {
        parse_target(text.text, field.choices);
    } catch (const core::Error& error) {
        return refuse(field, text, error.what(), error.advice());
    }
    return true;
}

bool ValueReader::read_hours(const Field& field, StatedText text, FieldValue& into) {
    constexpr std::size_t most_kept = 256;
    if (std::string why = why_unkeepable(field, text.text); !why.empty()) return refuse(field, text, why);
    std::string& hours = hold<std::string>(into);
    hours.assign(text.text);
    if (good_hours_.contains(hours)) return true;
    try {
        OpeningHours::parse(text.text);
    } catch (const core::Error& error) {
        const auto& findings = error.findings();
        const int column = findings.empty() ? 1 : findings.front().where.column;
        return refuse(field, text, {error.what(), error.advice(), column - 1});
    }
    if (good_hours_.size() >= most_kept) good_hours_.clear();
    good_hours_.insert(hours);
    return true;
}

bool ValueReader::read_number(const Field& field, StatedText text, double least, double most, double& into) {
    if (!read_decimal(text.text, into))
        return refuse(field, text, "it is not a number", advice_for(field, {}));
    if (into >= least && into <= most) return true;
    return refuse(field, text,
                  "it is not between " + std::to_string(static_cast<int>(least)) + " and " +
                      std::to_string(static_cast<int>(most)));
}

bool ValueReader::read_integer(const Field& field, StatedText text, FieldValue& into) {
    std::int64_t value = 0;
    const char* const end = text.text.data() + text.text.size();
    const auto [stop, failure] = std::from_chars(text.text.data(), end, value);
    if (failure == std::errc::result_out_of_range) return refuse(field, text, "it is too large");
    if (failure != std::errc{} || stop != end || value < 0)
        return refuse(field, text, "it is not a whole number of zero or more");
    into = value;
    return true;
}

bool ValueReader::read_flag(const Field& field, StatedText text, FieldValue& into) {
    const std::string_view word = text.text;
    const bool yes = word == "true" || word == "yes" || word == "1" || word == "TRUE" || word == "True";
    const bool no = word == "false" || word == "no" || word == "0" || word == "FALSE" || word == "False";
    if (!yes && !no) return refuse(field, text, "it is neither true nor false", "write true or false");
    into = yes;
    return true;
}

bool ValueReader::read_time(const Field& field, StatedText text, FieldValue& into) {
    core::Instant instant;
    const auto refused = times.read(text.text, instant);
    if (!refused) {
        into = instant;
        return true;
    }
    if (!times.zone().empty()) return refuse(field, text, *refused);
    core::Instant ignored;
    LocalTimes utc;
    utc.set_zone("UTC");
    if (const auto shape = utc.read(text.text, ignored)) return refuse(field, text, *shape);
    faults_.error("M017", text.place, "the time of " + field.name + " cannot be read: " + refused->why,
                  "put the mall's document, with its time_zone, first, or name the mall with --mall");
    return false;
}

bool ValueReader::read_money(const Field& field, StatedText text, FieldValue& into) {
    std::int64_t minor = 0;
    const auto refused = amounts.read(text.text, minor);
    if (!refused) {
        into = minor;
        return true;
    }
    if (!amounts.currency().empty()) return refuse(field, text, *refused);
    faults_.error("M017", text.place, "the amount of " + field.name + " cannot be read: " + refused->why,
                  "put the mall's document, with its currency, first, or name the mall with --mall");
    return false;
}

bool ValueReader::read_name(const Field& field, StatedText text, std::string& into) {
    text = trimmed(text);
    if (std::string why = why_unkeepable(field, text.text); !why.empty()) return refuse(field, text, why);
    into.assign(text.text);
    return true;
}

bool ValueReader::refuse(const Field& field, StatedText text, const std::string& why,
                         const std::string& advice) {
    return refuse(field, text, Refusal{why, advice, 0});
}

bool ValueReader::refuse(const Field& field, StatedText text, const Refusal& refusal) {
    constexpr std::size_t longest_quote = 60;
    const bool quote = !text.text.empty() && text.text.size() <= longest_quote;
    Place place = text.place;
    if (place.column > 0) place.column += refusal.offset;
    faults_.error(
        "M003", place,
        "bad " + field.name + (quote ? " \"" + std::string(text.text) + "\"" : "") + ": " + refusal.why,
        refusal.advice);
    return false;
}

}  // namespace mallctl::catalog
