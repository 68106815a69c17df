#include "catalog/columns/transform_reader.hpp"

#include <algorithm>
#include <functional>
#include <map>

#include "core/closest.hpp"

namespace mallctl::catalog::columns {

namespace {

using Shape = RawValue::Shape;

constexpr std::size_t most_steps = 50;

// A step's words: the value behind its name (null where it stands alone), and `otherwise` (null where
// absent).
struct StepWords {
    const RawValue& name;
    const RawValue* value = nullptr;
    const RawValue* otherwise = nullptr;
};

const RawValue* find(const std::vector<RawEntry>& entries, std::string_view key) {
    const auto it = std::find_if(entries.begin(), entries.end(),
                                 [&](const auto& entry) { return entry.key.text == key; });
    return it == entries.end() ? nullptr : &it->value;
}

Transform read_map(const StepWords& words, MappingValues& values) {
    std::optional<std::string> otherwise;
    if (words.otherwise != nullptr) {
        const bool plain = words.otherwise->shape == Shape::text || words.otherwise->shape == Shape::null;
        if (!plain) values.fault("M003", *words.otherwise, "\"otherwise\" must be a text");
        otherwise = words.otherwise->text;
    }
    return map_values(values.value_map(*words.value, "\"map\""), otherwise);
}

Transform read_numbers(const StepWords& words, MappingValues& values) {
    NumberRules rules;
    if (words.value == nullptr) return unit_numbers(std::move(rules));
    const auto entries = values.entries(*words.value, "\"numbers\"", {"ranges", "drop", "levels"});
    if (const auto* ranges = find(entries, "ranges"))
        rules.ranges = values.flag(*ranges, "\"ranges\"").value_or(true);
    if (const auto* drop = find(entries, "drop")) rules.drop = values.texts(*drop, "\"drop\"");
    if (const auto* levels = find(entries, "levels")) rules.levels = values.value_map(*levels, "\"levels\"");
    return unit_numbers(std::move(rules));
}

Transform read_floor_rules(const StepWords& words, MappingValues& values) {
    FloorRules rules;
    if (words.value == nullptr) return floor_names(std::move(rules));
    const auto entries = values.entries(*words.value, "\"floors\"", {"buildings", "levels"});
    if (const auto* buildings = find(entries, "buildings"))
        rules.buildings = values.value_map(*buildings, "\"buildings\"");
    if (const auto* levels = find(entries, "levels")) rules.levels = values.value_map(*levels, "\"levels\"");
    return floor_names(std::move(rules));
}

enum class Needs { nothing, value, either };

struct Step {
    Needs needs;
    std::function<Transform(const StepWords&, MappingValues&)> read;
};

const std::map<std::string, Step, std::less<>>& steps() {
    const auto plain = [](Transform (*make)()) {
        return Step{Needs::nothing, [make](const StepWords&, MappingValues&) { return make(); }};
    };
    static const std::map<std::string, Step, std::less<>> known = {
        {"trim", plain(trim)},
        {"html", plain(html)},
        {"lower", plain(lower)},
        {"slug", plain(slug)},
        {"first", plain(first)},
        {"hours", plain(free_hours)},
        {"split",
         {Needs::value,
          [](const StepWords& words, MappingValues& values) {
              return split(values.texts(*words.value, "what \"split\" splits at"));
          }}},
        {"join",
         {Needs::value,
          [](const StepWords& words, MappingValues& values) {
              return join(values.text(*words.value, "what \"join\" puts between").value_or(""));
          }}},
        {"map", {Needs::value, read_map}},
        {"numbers", {Needs::either, read_numbers}},
        {"floors", {Needs::either, read_floor_rules}},
    };
    return known;
}

std::optional<Transform> read_step(const StepWords& words, MappingValues& values) {
    const std::string& name = words.name.text;
    const auto step = steps().find(name);
    if (step == steps().end()) {
        std::vector<std::string> names;
        std::string list;
        for (const auto& [known, reader] : steps()) {
            names.push_back(known);
            list += (list.empty() ? "" : ", ") + known;
        }
        const auto guess = core::did_you_mean(name, names);
        values.fault("M003", words.name, "unknown step \"" + name + "\"",
                     guess.empty() ? "the steps are " + list : guess);
        return std::nullopt;
    }
    const bool has_value = words.value != nullptr;
    if (words.otherwise != nullptr && name != "map") {
        values.fault("M002", *words.otherwise, "\"otherwise\" belongs to \"map\" only");
    } else if (step->second.needs == Needs::nothing && has_value) {
        values.fault("M003", *words.value, "\"" + name + "\" takes no value");
    } else if (step->second.needs == Needs::value && !has_value) {
        values.fault("M003", words.name, "\"" + name + "\" needs a value", "as in {" + name + ": ...}");
    } else {
        return step->second.read(words, values);
    }
    return std::nullopt;
}

// "trim", or a map of the step's name to its value, in which "otherwise" may stand too.
std::optional<Transform> read_step(const RawValue& value, MappingValues& values) {
    if (value.shape == Shape::text) return read_step(StepWords{value}, values);
    auto entries = values.entries(value, "a step");
    const auto name =
        std::find_if(entries.begin(), entries.end(), [](const auto& e) { return e.key.text != "otherwise"; });
    if (name == entries.end() || entries.size() > (find(entries, "otherwise") != nullptr ? 2U : 1U)) {
        if (!entries.empty())
            values.fault("M003", value, "a step is one name, or a map of one name to its value");
        return std::nullopt;
    }
    return read_step(StepWords{name->key, &name->value, find(entries, "otherwise")}, values);
}

}  // namespace

std::vector<Transform> read_transforms(const RawValue& value, MappingValues& values) {
    std::vector<Transform> transforms;
    const bool list = value.shape == Shape::list;
    if (list && value.items.size() > most_steps) {
        values.fault("M009", value, "a value has at most " + std::to_string(most_steps) + " steps");
        return transforms;
    }
    const std::vector<RawValue> one(list ? 0 : 1, value);
    for (const auto& item : list ? value.items : one) {
        if (auto step = read_step(item, values)) transforms.push_back(std::move(*step));
    }
    return transforms;
}

}  // namespace mallctl::catalog::columns
