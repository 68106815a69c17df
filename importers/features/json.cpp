#include "importers/features/json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/error.hpp"

namespace mallctl::importers::features {

namespace {

using Node = nlohmann::json;

constexpr int max_depth = 64;

struct TooDeep {};
struct HoldsNul {};

const Node& node_of(const void* value) {
    static const Node null;
    return value == nullptr ? null : *static_cast<const Node*>(value);
}

std::string position_of(const std::string& text, std::size_t byte) {
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(byte, text.size()));
    const auto line = 1 + std::count(text.begin(), end, '\n');
    const auto start = text.rfind('\n', byte == 0 ? 0 : byte - 1);
    const std::size_t column = start == std::string::npos || start >= byte ? byte : byte - start;
    return fmt::format("line {}, column {}", line, column);
}

// The word at the fault, when it is one of the three that careless writers put for numbers.
std::string no_number_near(const std::string& text, std::size_t byte) {
    const std::size_t start = byte > 12 ? byte - 12 : 0;
    const std::string around = text.substr(std::min(start, text.size()), 24);
    for (const char* word : {"NaN", "nan", "Infinity", "inf"}) {
        if (around.find(word) != std::string::npos) return word;
    }
    return {};
}

core::Error not_json(const SourceFile& file, const std::string& reason, const std::string& advice) {
    return {core::Fault::rejected, fmt::format("{} is not JSON: {}", file.label, reason), advice};
}

core::Error syntax_error(const SourceFile& file, const Node::parse_error& error) {
    const std::string where = position_of(file.text, error.byte);
    if (const std::string word = no_number_near(file.text, error.byte); !word.empty()) {
        return not_json(file, fmt::format("{} is no number ({})", word, where),
                        "find the feature with the missing coordinate in the program that wrote the file");
    }
    if (error.byte >= file.text.size()) {
        return not_json(file, fmt::format("it ends too early ({})", where),
                        "the file is cut short: export it again");
    }
    return not_json(file, fmt::format("syntax error at {}", where),
                    "export it again, or check it with a JSON linter");
}

}  // namespace

Json Json::parse(const SourceFile& file) {
    const auto check = [](int depth, Node::parse_event_t, Node& node) {
        if (depth > max_depth) throw TooDeep{};
        if (node.is_string() && node.get_ref<const std::string&>().find('\0') != std::string::npos)
            throw HoldsNul{};
        return true;
    };
    try {
        auto tree = std::make_shared<const Node>(Node::parse(file.text, check));
        const void* root = tree.get();
        return Json(std::move(tree), root);
    } catch (const TooDeep&) {
        throw not_json(file, fmt::format("it is nested more than {} deep", max_depth),
                       "no floor plan is: check its source");
    } catch (const HoldsNul&) {
        throw core::Error(core::Fault::rejected, fmt::format("{} has a text with a NUL in it", file.label),
                          "find \\u0000 in the file and remove it: no database stores it");
    } catch (const Node::parse_error& error) {
        throw syntax_error(file, error);
    } catch (const Node::exception& error) {
        throw not_json(file, "a number is too large", "find the coordinate that overflows and correct it");
    }
}

Json::Kind Json::kind() const {
    switch (node_of(value_).type()) {
        case Node::value_t::boolean:
            return Kind::boolean;
        case Node::value_t::number_integer:
        case Node::value_t::number_unsigned:
        case Node::value_t::number_float:
            return Kind::number;
        case Node::value_t::string:
            return Kind::string;
        case Node::value_t::array:
            return Kind::array;
        case Node::value_t::object:
            return Kind::object;
        default:
            return Kind::null;
    }
}

std::size_t Json::size() const {
    return node_of(value_).is_array() ? node_of(value_).size() : 0;
}

Json Json::item(std::size_t index) const {
    return index < size() ? Json(tree_, &node_of(value_)[index]) : Json();
}

std::vector<std::string> Json::keys() const {
    std::vector<std::string> keys;
    const Node& node = node_of(value_);
    if (!node.is_object()) return keys;
    for (auto it = node.begin(); it != node.end(); ++it) keys.push_back(it.key());
    return keys;
}

Json Json::member(std::string_view key) const {
    const Node& node = node_of(value_);
    if (!node.is_object()) return {};
    const auto it = node.find(std::string(key));
    return it == node.end() ? Json() : Json(tree_, &*it);
}

std::optional<double> Json::as_number() const {
    const Node& node = node_of(value_);
    if (!node.is_number()) return std::nullopt;
    const double number = node.get<double>();
    return std::isfinite(number) ? std::optional(number) : std::nullopt;
}

std::optional<std::string> Json::as_string() const {
    const Node& node = node_of(value_);
    return node.is_string() ? std::optional(node.get<std::string>()) : std::nullopt;
}

std::optional<std::string> Json::text(std::string_view key) const {
    const Json value = member(key);
    if (const auto string = value.as_string()) return string->empty() ? std::nullopt : string;
    const Kind kind = value.kind();
    if (kind == Kind::number || kind == Kind::boolean) return node_of(value.value_).dump();
    return std::nullopt;
}

core::Names Json::names(std::string_view key) const {
    core::Names names;
    const Json value = member(key);
    if (value.kind() != Kind::object) {
        if (const auto single = text(key)) names[""] = *single;
        return names;
    }
    for (const auto& [locale, name] : node_of(value.value_).items()) {
        if (name.is_string() && !name.get_ref<const std::string&>().empty()) names[locale] = name;
    }
    return names;
}

std::optional<int> Json::integer(std::string_view key) const {
    const auto value = number(key);
    if (!value || std::trunc(*value) != *value) return std::nullopt;
    if (*value < std::numeric_limits<int>::min() || *value > std::numeric_limits<int>::max())
        return std::nullopt;
    return static_cast<int>(*value);
}

std::optional<bool> Json::boolean(std::string_view key) const {
    const Json value = member(key);
    return value.kind() == Kind::boolean ? std::optional(node_of(value.value_).get<bool>()) : std::nullopt;
}

std::vector<std::string> Json::texts(std::string_view key) const {
    std::vector<std::string> result;
    const Json value = member(key);
    if (value.kind() != Kind::array) {
        if (const auto single = text(key)) result.push_back(*single);
        return result;
    }
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (auto string = value.item(i).as_string()) result.push_back(std::move(*string));
    }
    return result;
}

std::vector<Json> Json::objects(std::string_view key) const {
    std::vector<Json> result;
    const Json value = member(key);
    if (value.kind() == Kind::object) result.push_back(value);
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (value.item(i).kind() == Kind::object) result.push_back(value.item(i));
    }
    return result;
}

}  // namespace mallctl::importers::features
