// The part of ValueReader that reads values of more than one piece: lists, tiers, points, areas, names.
#include <algorithm>

#include "catalog/locale.hpp"
#include "catalog/reader/areas.hpp"
#include "catalog/reader/json_value.hpp"
#include "catalog/reader/text_checks.hpp"
#include "catalog/reader/text_stream.hpp"
#include "catalog/reader/value_reader.hpp"
#include "catalog/turnover_rent.hpp"
#include "core/error.hpp"

namespace mallctl::catalog {

namespace {

std::size_t most_items(const Field& field) {
    return field.type == FieldType::dates ? 1000 : 100;
}

std::string too_many(const Field& field) {
    return "a list has at most " + std::to_string(most_items(field)) + " " +
           (field.type == FieldType::dates ? "dates" : "items");
}

StatedText text_of(const RawValue& value) {
    return {value.text, {value.line, value.column}, value.cell};
}

}  // namespace

// The items of a text into items_: of a cell the parts between ';'.
bool ValueReader::split(const Field& field, StatedText text) {
    items_.clear();
    if (!text.cell) {
        items_.push_back(text);
        return true;
    }
    std::size_t begin = 0;
    while (begin <= text.text.size()) {
        if (items_.size() > most_items(field)) return refuse(field, text, too_many(field));
        const auto end = std::min(text.text.find(';', begin), text.text.size());
        StatedText item = text;
        item.text = text.text.substr(begin, end - begin);
        if (item.place.column > 0) item.place.column += count_characters(text.text.substr(0, begin));
        items_.push_back(item);
        begin = end + 1;
    }
    return true;
}

bool ValueReader::read(const Field& field, const RawValue& raw, FieldValue& into) {
    if (field.type == FieldType::names) return read_names(field, raw, into);
    if (raw.shape == RawValue::Shape::text) return read(field, text_of(raw), into);
    if (raw.shape == RawValue::Shape::null) {
        into = std::monostate{};
        return true;
    }
    if (field.type == FieldType::area) {
        if (const auto fault = read_listed_area(raw, hold<core::MultiPolygon>(into)))
            return refuse(field, {{}, fault->place, false}, fault->why);
        return true;
    }
    const bool takes_list = field.type == FieldType::list || field.type == FieldType::locales ||
                            field.type == FieldType::dates || field.type == FieldType::tiers ||
                            field.type == FieldType::targets || field.type == FieldType::point;
    const StatedText whole{{}, {raw.line, raw.column}, false};
    if (!takes_list) return refuse(field, whole, "it takes one plain value");
    if (raw.shape == RawValue::Shape::map) return refuse(field, whole, "it takes a list");
    items_.clear();
    for (const auto& item : raw.items) {
        if (items_.size() > most_items(field)) return refuse(field, text_of(item), too_many(field));
        if (item.shape != RawValue::Shape::text)
            return refuse(field, text_of(item), "a list holds plain texts");
        items_.push_back(text_of(item));
    }
    if (field.type == FieldType::tiers) return read_tiers(field, items_, into);
    if (field.type == FieldType::point) return read_point(field, items_, whole.place, into);
    return read_list(field, items_, into);
}

bool ValueReader::read_list(const Field& field, const std::vector<StatedText>& texts, FieldValue& into) {
    auto& items = hold<std::vector<std::string>>(into);
    std::size_t count = 0;
    bool good = true;
    for (const auto& text : texts) {
        const StatedText item = trimmed(text);
        if (item.text.empty()) continue;
        if (count == most_items(field)) return refuse(field, item, too_many(field));
        if (read_item(field, item, items, count)) {
            ++count;
        } else {
            good = false;
        }
    }
    items.resize(count);
    if (field.type == FieldType::dates) std::sort(items.begin(), items.end());
    if (good && count > 0 && count < field.fewest)
        return refuse(field, texts.front(), "it takes " + std::to_string(field.fewest) + " items at least");
    if (count == 0) into = std::monostate{};
    return good;
}

// The item as number `count` of the items, whose memory is used again.
bool ValueReader::read_item(const Field& field, StatedText item, std::vector<std::string>& items,
                            std::size_t count) {
    if (items.size() == count) items.emplace_back();
    if (!read_name(field, item, items[count])) return false;
    if (item.text.find_first_of(";\n") != std::string_view::npos)
        return refuse(field, item, "an item holds no \";\" and no line break");
    if (field.type == FieldType::locales && !is_locale(item.text))
        return refuse(field, item, "it is not a language tag", "write tags as in BCP 47: en, de, zh-Hant");
    if (field.type == FieldType::dates && !is_date(item.text))
        return refuse(field, item, "it is not a day of the calendar", "write days as 2026-12-25");
    if (field.type == FieldType::targets && !is_target(field, item)) return false;
    const auto end = items.begin() + static_cast<std::ptrdiff_t>(count);
    if (std::find(items.begin(), end, item.text) != end) return refuse(field, item, "it is there twice");
    return true;
}

bool ValueReader::read_tiers(const Field& field, const std::vector<StatedText>& texts, FieldValue& into) {
    auto& items = hold<std::vector<std::string>>(into);
    items.clear();
    std::int64_t above = -1;
    for (const auto& text : texts) {
        const StatedText item = trimmed(text);
        if (item.text.empty()) continue;
        if (items.size() == most_items(field)) return refuse(field, item, too_many(field));
        if (amounts.currency().empty()) {
            faults_.error(
                "M017", item.place,
                "the amounts of " + field.name + " cannot be read: the currency of the mall is not known",
                "put the mall's document, with its currency, first, or name the mall with --mall");
            return false;
        }
        try {
            const TurnoverTier tier = parse_turnover_tier(item.text, amounts.currency());
            if (tier.from_minor <= above)
                return refuse(field, item, "the amounts do not ascend",
                              "write the tier of the least amount first");
            above = tier.from_minor;
            items.push_back(to_string(tier, amounts.currency()));
        } catch (const core::Error& error) {
            return refuse(field, item, error.what(), error.advice());
        }
    }
    if (items.empty()) into = std::monostate{};
    return true;
}

bool ValueReader::read_point(const Field& field, const std::vector<StatedText>& items, Place place,
                             FieldValue& into) {
    if (items.empty()) {
        into = std::monostate{};
        return true;
    }
    if (items.size() != 2)
        return refuse(field, {{}, place, false}, "it takes two numbers", "write [longitude, latitude]");
    Point point;
    const bool longitude = read_number(field, trimmed(items[0]), -180, 180, point.x);
    const bool latitude = read_number(field, trimmed(items[1]), -90, 90, point.y);
    if (longitude && latitude) into = point;
    return longitude && latitude;
}

bool ValueReader::read_area(const Field& field, StatedText text, FieldValue& into) {
    if (text.text.size() > field.longest)
        return refuse(field, text, "it is longer than " + std::to_string(field.longest) + " characters");
    auto& area = hold<core::MultiPolygon>(into);
    if (text.text.front() != '[' && text.text.front() != '{') {
        const auto refused = read_wkt_area(text.text, area);
        return refused ? refuse(field, text, *refused) : true;
    }
    RawValue listed;
    if (const auto fault = read_json_value(text.text, text.place, listed))
        return refuse(field, {{}, text.place.column > 0 ? fault->place : text.place, false}, fault->why);
    if (const auto fault = read_listed_area(listed, area))
        return refuse(field, {{}, text.place.column > 0 ? fault->place : text.place, false}, fault->why);
    return true;
}

bool ValueReader::read_names(const Field& field, const RawValue& raw, FieldValue& into) {
    auto& names = hold<Names>(into);
    names.clear();
    bool good = true;
    const auto refuse_at = [&](const RawValue& at, const std::string& why, const std::string& advice = {}) {
        good = false;
        refuse(field, text_of(at), why, advice);
    };
    if (raw.shape == RawValue::Shape::list) refuse_at(raw, "it takes a text or a map of language: text");
    if (raw.entries.size() > most_items(field)) {
        refuse_at(raw, "a name has at most " + std::to_string(most_items(field)) + " languages");
        return false;
    }
    if (raw.shape == RawValue::Shape::text) good = read_name(field, text_of(raw), names[{}]);
    for (const auto& [key, entry] : raw.entries) {
        const bool plain = entry.shape == RawValue::Shape::text || entry.shape == RawValue::Shape::null;
        if (key.shape != RawValue::Shape::text || !is_locale(key.text)) {
            refuse_at(key, "a language tag is expected", "write tags as in BCP 47: en, de, zh-Hant");
        } else if (!plain) {
            refuse_at(entry, "it takes one text a language");
        } else if (names.contains(names_key(key.text))) {
            refuse_at(key, "the language \"" + key.text + "\" is there twice");
        } else {
            good = read_name(field, text_of(entry), names[names_key(key.text)]) && good;
        }
    }
    std::erase_if(names, [](const auto& name) { return name.second.empty(); });
    if (names.empty()) into = std::monostate{};
    return good;
}

}  // namespace mallctl::catalog
