#include "operations/check_contacts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "catalog/hours.hpp"
#include "catalog/locale.hpp"
#include "core/error.hpp"

namespace mallctl::operations {

namespace {

using core::Severity;

constexpr std::size_t least_digits = 7;  // of the shortest national numbers, with their country code
constexpr std::size_t most_digits = 15;

bool is_phone(std::string_view text) {
    if (!text.starts_with('+')) return false;
    std::size_t digits = 0;
    for (const char c : text.substr(1)) {
        if (c >= '0' && c <= '9') {
            ++digits;
        } else if (std::string_view(" -().").find(c) == std::string_view::npos) {
            return false;
        }
    }
    return digits >= least_digits && digits <= most_digits;
}

bool is_website(std::string_view text) {
    std::string_view rest = text;
    if (rest.starts_with("https://")) {
        rest.remove_prefix(8);
    } else if (rest.starts_with("http://")) {
        rest.remove_prefix(7);
    } else {
        return false;
    }
    const std::string_view host = rest.substr(0, rest.find_first_of("/?#:"));
    const bool spaced = std::any_of(text.begin(), text.end(), [](char c) { return c <= ' ' && c >= 0; });
    return !spaced && host.find('.') != std::string_view::npos && !host.starts_with('.');
}

// Why the hours cannot be used; nothing where they can.
std::optional<std::string> fault_of_hours(const std::string& text) {
    try {
        catalog::OpeningHours::parse(text);
        return std::nullopt;
    } catch (const core::Error& error) {
        return error.what();
    }
}

class ContactCheck {
  public:
    explicit ContactCheck(const plan::Plan& plan) : plan_(plan) {
        for (plan::LevelIndex i = 0; i < plan.levels.size(); ++i)
            labels_.push_back(plan::level_label(plan, i));
    }

    void names(const char* kind, const plan::Feature& feature, std::optional<plan::LevelIndex> level) {
        for (const auto& [tag, name] : feature.name) {
            if (tag.empty() || catalog::is_locale(tag)) continue;
            add("P055", Severity::note, feature, level,
                fmt::format("\"{}\", the language of a name of this {}, is no language tag", tag, kind),
                "write it as in BCP 47: en, de-AT, zh-Hant");
        }
    }

    void occupant(const plan::Occupant& occupant) {
        const auto level = occupant.unit ? std::optional(plan_.units.at(*occupant.unit).level) : std::nullopt;
        names("occupant", occupant, level);
        const std::string name = core::pick_name(occupant.name);
        if (!occupant.hours.empty()) {
            if (const auto fault = fault_of_hours(occupant.hours)) {
                add("P056", Severity::warning, occupant, level,
                    fmt::format("the hours \"{}\" of \"{}\" cannot be read: {}", occupant.hours, name,
                                *fault),
                    "write them as OpenStreetMap does: Mo-Sa 10:00-20:00; Su off");
            }
        }
        if (!occupant.phone.empty() && !is_phone(occupant.phone)) {
            add("P056", Severity::note, occupant, level,
                fmt::format("the phone \"{}\" of \"{}\" is no international number", occupant.phone, name),
                "write it with the country code: +49 351 1234567");
        }
        if (!occupant.website.empty() && !is_website(occupant.website)) {
            add("P056", Severity::note, occupant, level,
                fmt::format("the website \"{}\" of \"{}\" is no web address", occupant.website, name),
                "write it whole: https://example.com");
        }
    }

    core::Diagnostics sorted() && {
        std::stable_sort(findings_.begin(), findings_.end(), [](const auto& a, const auto& b) {
            return std::tie(a.code, a.level, a.feature) < std::tie(b.code, b.level, b.feature);
        });
        return std::move(findings_);
    }

  private:
    void add(const char* code, Severity severity, const plan::Feature& feature,
             std::optional<plan::LevelIndex> level, std::string message, std::string advice) {
        core::Diagnostic& finding = findings_.emplace_back();
        finding.code = code;
        finding.severity = severity;
        finding.message = std::move(message);
        finding.advice = std::move(advice);
        if (level) finding.level = labels_.at(*level);
        finding.feature = feature.source_id;
    }

    const plan::Plan& plan_;
    std::vector<std::string> labels_;
    core::Diagnostics findings_;
};

}  // namespace

core::Diagnostics check_contacts(const plan::Plan& plan) {
    ContactCheck check(plan);
    for (const auto& building : plan.buildings) check.names("building", building, std::nullopt);
    for (plan::LevelIndex i = 0; i < plan.levels.size(); ++i) check.names("level", plan.levels[i], i);
    for (const auto& unit : plan.units) check.names("unit", unit, unit.level);
    for (const auto& amenity : plan.amenities) check.names("amenity", amenity, amenity.level);
    for (const auto& section : plan.sections) check.names("section", section, section.level);
    for (const auto& occupant : plan.occupants) check.occupant(occupant);
    return std::move(check).sorted();
}

}  // namespace mallctl::operations
