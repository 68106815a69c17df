#include "catalog/json_row.hpp"

#include <algorithm>
#include <set>

#include "catalog/findings.hpp"
#include "catalog/locale.hpp"
#include "catalog/raw.hpp"
#include "catalog/reader/json_value.hpp"
#include "catalog/reader/row_builder.hpp"
#include "core/closest.hpp"
#include "core/error.hpp"
#include "core/money.hpp"
#include "core/utf8.hpp"

namespace mallctl::catalog {

namespace {

using Shape = RawValue::Shape;

constexpr std::size_t most_unknown = 20;     // that are told one by one
constexpr std::size_t most_languages = 100;  // of a name

std::string escaped(std::string_view key) {
    std::string text;
    for (const char c : key) {
        if (c == '~' || c == '/') {
            text += c == '~' ? "~0" : "~1";
        } else {
            text += c;
        }
    }
    return text;
}

// Places become numbers of pointers: a finding then tells its member, however the text is broken into lines.
void number_places(RawValue& value, const std::string& pointer, std::vector<std::string>& pointers) {
    const auto number = [&](RawValue& at, const std::string& of) {
        at.line = static_cast<int>(pointers.size());
        at.column = 1;
        pointers.push_back(of);
    };
    number(value, pointer);
    for (std::size_t i = 0; i < value.items.size(); ++i)
        number_places(value.items[i], pointer + '/' + std::to_string(i), pointers);
    for (auto& [key, member] : value.entries) {
        const std::string inside = pointer + '/' + escaped(key.text);
        number(key, inside);
        number_places(member, inside, pointers);
    }
}

Place place_of(const RawValue& value) {
    return {value.line, value.column};
}

class Reading {
  public:
    Reading(const Kind& kind, std::string_view key, JsonRowForm form, const MallSettings& mall)
        : kind_(kind), key_(key), form_(form), builder_(findings_, {}) {
        builder_.values().amounts.set_currency(mall.currency);
        builder_.values().times.set_zone(mall.time_zone);
    }

    JsonRow read(std::string_view text) {
        JsonRow result;
        result.pointers.emplace_back();
        RawValue object;
        if (parse(text, object, result.pointers)) {
            Row row;
            builder_.begin(row, kind_, 0, {1, 1});
            state_key(row, object);
            state_members(row, object);
            if (form_ == JsonRowForm::whole) empty_the_rest(row);
            if (builder_.end(row, {}, [](RejectedRow&) {})) result.row = std::move(row);
        }
        result.findings = findings_.take();
        return result;
    }

  private:
    RowFaults& faults() { return builder_.faults(); }
    const std::string& key_name() const { return kind_.fields.front().name; }

    bool parse(std::string_view text, RawValue& object, std::vector<std::string>& pointers) {
        if (!core::is_utf8(text)) return refuse("M008", "this is not UTF-8", "send UTF-8");
        if (const auto fault = read_json_value(text, {1, 1}, object)) {
            return refuse("M006",
                          "not JSON as it is used here: " + fault->why + ", in line " +
                              std::to_string(fault->place.line) + ", column " +
                              std::to_string(fault->place.column),
                          {});
        }
        if (object.shape != Shape::map) return refuse("M006", "a row is an object of keys and values", {});
        number_places(object, {}, pointers);
        return true;
    }

    bool refuse(const char* code, std::string message, std::string advice) {
        findings_.error(code, {}, std::move(message), std::move(advice));
        return false;
    }

    void state_key(Row& row, const RawValue& object) {
        const auto stated = std::find_if(object.entries.begin(), object.entries.end(),
                                         [&](const RawEntry& entry) { return entry.key.text == key_name(); });
        const bool is_there = stated != object.entries.end() && stated->value.shape == Shape::text;
        if (key_.empty() || (is_there && stated->value.text != key_ && form_ == JsonRowForm::patch)) {
            if (stated == object.entries.end()) return;  // the builder misses it
            builder_.state(row, 0, stated->value);
            if (!key_.empty()) builder_.state_was(row, {key_, place_of(stated->value)});
            return;
        }
        if (stated != object.entries.end() && (!is_there || stated->value.text != key_)) {
            faults().error("M003", place_of(stated->value),
                           "this " + key_name() + " is not that of the address",
                           "leave it out; a patch renames");
        }
        builder_.state(row, 0, StatedText{key_, {1, 1}});
    }

    void state_members(Row& row, const RawValue& object) {
        std::set<std::string_view> seen;
        std::size_t unknown = 0;
        for (const auto& [key, value] : object.entries) {
            if (unknown > most_unknown) return;
            if (!seen.insert(key.text).second) {
                faults().error("M002", place_of(key), "the key \"" + key.text + "\" is there twice");
                ++unknown;
                continue;
            }
            if (key.text == key_name() || is_only_told(kind_, key.text)) continue;
            const Field* field = find_field(kind_, key.text);
            if (field == nullptr) {
                if (++unknown > most_unknown) {
                    faults().error("M002", place_of(key), "more keys of no kind follow");
                    return;
                }
                faults().error("M002", place_of(key),
                               "unknown key \"" + key.text + "\" of kind " + kind_.name,
                               core::did_you_mean(key.text, field_names(kind_)));
                continue;
            }
            state(row, static_cast<std::size_t>(field - kind_.fields.data()), value);
        }
    }

    void state(Row& row, std::size_t field, const RawValue& value) {
        const FieldType type = kind_.fields[field].type;
        if (type == FieldType::money && value.shape == Shape::map) {
            if (const auto text = amount_text(value))
                builder_.state(row, field, StatedText{*text, place_of(value)});
        } else if (type == FieldType::names && value.shape == Shape::map && form_ == JsonRowForm::patch) {
            patch_names(row, field, value);
        } else {
            builder_.state(row, field, value);
        }
    }

    // {"amount_minor": 420, "currency": "EUR"} as the text "4.20"; a patch may leave the currency out.
    std::optional<std::string> amount_text(const RawValue& value) {
        const RawValue* minor = nullptr;
        const std::string& currency = builder_.values().amounts.currency();
        for (const auto& [key, member] : value.entries) {
            if (key.text == "amount_minor" && minor == nullptr) {
                minor = &member;
            } else if (key.text != "currency") {
                faults().error("M003", place_of(key), "an amount has amount_minor and currency, each once");
                return {};
            } else if (member.text != currency) {
                faults().error("M003", place_of(member), "amounts of this mall are in " + currency);
                return {};
            }
        }
        if (minor == nullptr || !is_count(minor->text)) {
            faults().error("M003", place_of(minor == nullptr ? value : *minor),
                           "amount_minor is a whole number of the currency's smallest unit");
            return {};
        }
        return core::format_money(std::stoll(minor->text), currency);
    }

    static bool is_count(std::string_view text) {
        return !text.empty() && text.size() <= 18 &&
               std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    }

    // Only the languages that the patch names; null and "" take one away.
    void patch_names(Row& row, std::size_t field, const RawValue& value) {
        if (value.entries.size() > most_languages) {
            faults().error("M003", place_of(value),
                           "bad " + kind_.fields[field].name + ": a name has at most " +
                               std::to_string(most_languages) + " languages");
            return;
        }
        std::vector<NamePart> parts;
        std::vector<std::string> locales;
        locales.reserve(value.entries.size());  // parts point into it
        for (const auto& [key, name] : value.entries) {
            const std::string locale = names_key(key.text);
            if (!is_locale(key.text) || std::find(locales.begin(), locales.end(), locale) != locales.end()) {
                faults().error("M003", place_of(key),
                               "bad " + kind_.fields[field].name + ": \"" + key.text.substr(0, 60) +
                                   "\" is no language, or there twice",
                               "languages are tags like de or zh-Hant; und is for none");
                return;
            }
            if (name.shape != Shape::text && name.shape != Shape::null) {
                faults().error("M003", place_of(name),
                               "bad " + kind_.fields[field].name + ": it takes one text");
                return;
            }
            parts.push_back({locales.emplace_back(locale), {name.text, place_of(name)}});
        }
        if (!parts.empty()) builder_.state_names(row, field, parts, true);
    }

    void empty_the_rest(Row& row) {
        for (std::size_t i = 1; i < kind_.fields.size(); ++i) {
            const Field& field = kind_.fields[i];
            if (row.states(i) || field.shorthand) continue;
            if (field.required) {
                faults().error("M010", {1, 1}, kind_.name + " without a " + field.name,
                               "a whole row needs it");
                continue;
            }
            row.stated |= std::uint64_t{1} << i;
            row.values[i] = std::monostate{};
        }
    }

    const Kind& kind_;
    std::string_view key_;
    JsonRowForm form_;
    Findings findings_;
    RowBuilder builder_;
};

}  // namespace

JsonRow read_json_row(const Kind& kind, std::string_view key, std::string_view text, JsonRowForm form,
                      const MallSettings& mall) {
    return Reading(kind, key, form, mall).read(text);
}

}  // namespace mallctl::catalog
