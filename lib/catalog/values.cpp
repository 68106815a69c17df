#include "catalog/values.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>

#include "catalog/hours.hpp"
#include "catalog/locale.hpp"
#include "catalog/source_text.hpp"
#include "core/clock.hpp"
#include "core/closest.hpp"
#include "core/error.hpp"
#include "core/money.hpp"
#include "core/names.hpp"

namespace mallctl::catalog {

namespace {

constexpr std::size_t most_items = 100;

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// The text without blanks around it; its place moves along.
RawValue trimmed(RawValue value) {
    while (!value.text.empty() && is_space(value.text.back())) value.text.pop_back();
    const auto begin = std::find_if_not(value.text.begin(), value.text.end(), is_space);
    const bool same_line = std::find(value.text.begin(), begin, '\n') == begin;
    if (same_line) value.column += static_cast<int>(begin - value.text.begin());
    value.text.erase(value.text.begin(), begin);
    return value;
}

class Reader {
  public:
    Reader(const Field& field, const ValueContext& context) : field_(field), context_(context) {}

    std::optional<FieldValue> read(const RawField& raw) {
        const RawValue value = raw.value.shape == RawValue::Shape::text ? trimmed(raw.value) : raw.value;
        switch (field_.type) {
            case FieldType::names:
                return names(value, raw.locale);
            case FieldType::list:
            case FieldType::locales:
                return list(value);
            case FieldType::point:
                return point(value);
            default:
                break;
        }
        if (value.shape == RawValue::Shape::list || value.shape == RawValue::Shape::map) {
            return fault(value, "it takes one plain value");
        }
        if (value.shape == RawValue::Shape::null || value.text.empty()) return std::monostate{};
        return plain(value);
    }

  private:
    std::optional<FieldValue> plain(const RawValue& value) {
        switch (field_.type) {
            case FieldType::longitude:
                return number(value, -180, 180);
            case FieldType::latitude:
                return number(value, -90, 90);
            case FieldType::heading:
                return number(value, 0, 360);
            case FieldType::hours:
                return hours(value);
            default:
                break;
        }
        const std::string why = why_refused(value.text);
        if (!why.empty()) return fault(value, why, advice(value.text));
        return FieldValue(value.text);
    }

    // Empty when the text is fine for the field's type.
    std::string why_refused(const std::string& text) const {
        if (std::string why = why_unprintable(text); !why.empty()) return why;
        switch (field_.type) {
            case FieldType::slug:
            case FieldType::reference:
                return core::is_slug(text) ? "" : "a slug has 1 to 63 of a-z, 0-9, - and _";
            case FieldType::time_zone:
                return core::is_time_zone(text) ? "" : "it is not a time zone of the IANA database";
            case FieldType::currency:
                return core::currency_exponent(text) ? "" : "it is not a currency of ISO 4217";
            case FieldType::choice:
                return is_choice(text) ? "" : "it is not one of the choices";
            case FieldType::date:
                return is_date(text) ? "" : "it is not a day of the calendar";
            case FieldType::money:
                return is_amount(text) ? "" : "it is not an amount of zero or more";
            case FieldType::url:
                return is_url(text) ? "" : "it is not a web address";
            case FieldType::email:
                return is_email(text) ? "" : "it is not a mail address";
            default:
                return "";
        }
    }

    std::string why_unprintable(const std::string& text) const {
        const bool control = std::any_of(text.begin(), text.end(), [](char c) {
            return (static_cast<unsigned char>(c) < 0x20 && !is_space(c)) || c == 0x7F;
        });
        if (control) return "it holds a control character";
        if (static_cast<std::size_t>(count_characters(text)) > field_.longest) {
            return "it is longer than " + std::to_string(field_.longest) + " characters";
        }
        return {};
    }

    std::string advice(const std::string& text) const {
        if (field_.type == FieldType::choice) {
            std::string all;
            for (const auto& choice : field_.choices) all += (all.empty() ? "" : ", ") + choice;
            const auto guess = core::did_you_mean(text, field_.choices);
            return guess.empty() ? "use one of " + all : guess;
        }
        if (field_.type == FieldType::slug || field_.type == FieldType::reference) {
            const auto slug = core::make_slug(text);
            return slug.empty() ? "" : "did you mean \"" + slug + "\"?";
        }
        const bool is_plain_text = field_.type == FieldType::text;
        return is_plain_text ? "" : "expected: " + describe(field_.type);
    }

    std::optional<FieldValue> number(const RawValue& value, double least, double most) {
        double read = 0;
        const char* const end = value.text.data() + value.text.size();
        const auto [stop, failure] = std::from_chars(value.text.data(), end, read);
        if (failure != std::errc{} || stop != end || !std::isfinite(read))
            return fault(value, "it is not a number");
        if (read < least || read > most) {
            return fault(value, "it is not between " + std::to_string(static_cast<int>(least)) + " and " +
                                    std::to_string(static_cast<int>(most)));
        }
        if (field_.type == FieldType::heading && read == 360) read = 0;
        return read;
    }

    std::optional<FieldValue> hours(const RawValue& value) {
        try {
            OpeningHours::parse(value.text);
        } catch (const core::Error& error) {
            RawValue at = value;
            if (!error.findings().empty()) at.column += error.findings().front().where.column - 1;
            return fault(at, error.what(), error.advice());
        }
        return value.text;
    }

    std::optional<FieldValue> names(const RawValue& value, const std::string& locale) {
        if (value.shape == RawValue::Shape::list)
            return fault(value, "it takes a text or a map of language: text");
        Names names;
        bool good = true;
        if (value.shape == RawValue::Shape::text) good = add_name(names, locale, value);
        for (const auto& [key, entry] : value.entries) {
            const bool plain = entry.shape == RawValue::Shape::text || entry.shape == RawValue::Shape::null;
            if (key.shape != RawValue::Shape::text || !is_locale(key.text)) {
                fault(key, "a language tag is expected", "write tags as in BCP 47: en, de, zh-Hant");
                good = false;
            } else if (!plain) {
                fault(entry, "it takes one text a language");
                good = false;
            } else if (names.count(key.text) > 0) {
                fault(key, "the language \"" + key.text + "\" is there twice");
                good = false;
            } else {
                good = add_name(names, key.text, trimmed(entry)) && good;
            }
        }
        if (!good) return std::nullopt;
        if (names.empty()) return std::monostate{};
        return names;
    }

    bool add_name(Names& names, const std::string& locale, const RawValue& value) {
        if (const auto why = why_unprintable(value.text); !why.empty()) return fault(value, why).has_value();
        if (!value.text.empty()) names[names_key(locale)] = value.text;
        return true;
    }

    std::optional<FieldValue> list(const RawValue& value) {
        if (value.shape == RawValue::Shape::map) return fault(value, "it takes a list");
        std::vector<std::string> items;
        bool good = true;
        for (const auto& raw : items_of(value)) {
            const RawValue item = trimmed(raw);
            std::string why;
            if (item.shape != RawValue::Shape::text) why = "a list holds plain texts";
            if (why.empty()) why = why_unprintable(item.text);
            if (why.empty() && item.text.empty()) continue;
            if (why.empty() && item.text.find_first_of(";\n") != std::string::npos)
                why = "an item holds no \";\" and no line break";
            if (why.empty() && field_.type == FieldType::locales && !is_locale(item.text))
                why = "it is not a language tag";
            if (why.empty() && std::find(items.begin(), items.end(), item.text) != items.end())
                why = "it is there twice";
            if (why.empty()) {
                items.push_back(item.text);
            } else {
                fault(item, why, advice(item.text));
                good = false;
            }
            if (items.size() > most_items) return fault(item, "a list has at most 100 items");
        }
        if (!good) return std::nullopt;
        if (items.empty()) return std::monostate{};
        return items;
    }

    // The items of a list; of a text the one item, or the parts of a cell between ';'.
    static std::vector<RawValue> items_of(const RawValue& value) {
        if (value.shape == RawValue::Shape::list) return value.items;
        if (value.shape == RawValue::Shape::null) return {};
        if (!value.cell) return {value};
        std::vector<RawValue> items;
        RawValue item = value;
        std::size_t begin = 0;
        while (begin <= value.text.size() && items.size() <= most_items) {
            const auto end = std::min(value.text.find(';', begin), value.text.size());
            item.text = value.text.substr(begin, end - begin);
            item.column = value.column + count_characters(std::string_view(value.text).substr(0, begin));
            items.push_back(item);
            begin = end + 1;
        }
        return items;
    }

    std::optional<FieldValue> point(const RawValue& value) {
        const auto items = items_of(value);
        if (items.empty()) return std::monostate{};
        if (items.size() != 2) return fault(value, "it takes two numbers", "write [longitude, latitude]");
        const auto longitude = number(trimmed(items[0]), -180, 180);
        const auto latitude = number(trimmed(items[1]), -90, 90);
        if (!longitude || !latitude) return std::nullopt;
        return Point{std::get<double>(*longitude), std::get<double>(*latitude)};
    }

    bool is_choice(const std::string& text) const {
        return std::find(field_.choices.begin(), field_.choices.end(), text) != field_.choices.end();
    }

    static bool is_date(const std::string& text) {
        if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
        for (const std::size_t i : {0, 1, 2, 3, 5, 6, 8, 9}) {
            if (!is_digit(text[i])) return false;
        }
        const std::chrono::year_month_day date{
            std::chrono::year{std::stoi(text.substr(0, 4))},
            std::chrono::month(static_cast<unsigned>(std::stoi(text.substr(5, 2)))),
            std::chrono::day(static_cast<unsigned>(std::stoi(text.substr(8, 2))))};
        return date.ok() && date.year() > std::chrono::year{0};
    }

    static bool is_amount(const std::string& text) {
        const auto point = text.find('.');
        const auto digits = [](std::string_view part) {
            return !part.empty() && std::all_of(part.begin(), part.end(), is_digit);
        };
        if (point == std::string::npos) return digits(text);
        return digits(text.substr(0, point)) && digits(text.substr(point + 1));
    }

    // Only what is safe as a link in a page.
    static bool is_url(const std::string& text) {
        const std::size_t scheme = text.starts_with("https://") ? 8 : text.starts_with("http://") ? 7 : 0;
        return scheme > 0 && text.size() > scheme && text.find_first_of(" \t\r\n\"<>\\") == std::string::npos;
    }

    static bool is_email(const std::string& text) {
        const auto at = text.find('@');
        return at != std::string::npos && at > 0 && at + 1 < text.size() &&
               text.find('@', at + 1) == std::string::npos &&
               text.find_first_of(" \t\r\n\"<>,;") == std::string::npos;
    }

    std::optional<FieldValue> fault(const RawValue& at, const std::string& why,
                                    const std::string& advice = {}) {
        const bool quote = at.shape == RawValue::Shape::text && at.text.size() <= 60;
        context_.findings.error("M003", {context_.file, at.line, at.column},
                                "bad " + field_.name + (quote ? " \"" + at.text + "\"" : "") + ": " + why,
                                advice, context_.object);
        return std::nullopt;
    }

    const Field& field_;
    const ValueContext& context_;
};

}  // namespace

std::optional<FieldValue> read_value(const Field& field, const RawField& raw, const ValueContext& context) {
    return Reader(field, context).read(raw);
}

}  // namespace mallctl::catalog
