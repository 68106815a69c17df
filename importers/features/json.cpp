#include "importers/features/json.hpp"

#include <simdjson.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <type_traits>

#include "importers/features/json_parser.hpp"

namespace mallctl::importers::features {

namespace {

namespace dom = simdjson::dom;

static_assert(sizeof(dom::element) == sizeof(Json::Element) && std::is_trivially_copyable_v<dom::element>);

// Nothing for the null that stands for no value at all.
std::optional<dom::element> element_of(const Json::Element& words) {
    if (words[0] == 0) return std::nullopt;
    return std::bit_cast<dom::element>(words);
}

template <typename T>
std::optional<T> as(const Json::Element& words) {
    T value;
    const auto element = element_of(words);
    if (!element || element->get(value) != simdjson::SUCCESS) return std::nullopt;
    return value;
}

Json::Element words_of(dom::element element) {
    return std::bit_cast<Json::Element>(element);
}

}  // namespace

Json Json::parse(const SourceFile& file) {
    const auto parser = std::make_shared<JsonParser>();
    return {parser->parse(file).element_, parser};
}

Json::Kind Json::kind() const {
    const auto element = element_of(element_);
    if (!element) return Kind::null;
    switch (element->type()) {
        case dom::element_type::BOOL:
            return Kind::boolean;
        case dom::element_type::INT64:
        case dom::element_type::UINT64:
        case dom::element_type::DOUBLE:
            return Kind::number;
        case dom::element_type::STRING:
            return Kind::string;
        case dom::element_type::ARRAY:
            return Kind::array;
        case dom::element_type::OBJECT:
            return Kind::object;
        case dom::element_type::NULL_VALUE:
            return Kind::null;
    }
    return Kind::null;
}

std::size_t Json::size() const {
    const auto array = as<dom::array>(element_);
    return array ? array->size() : 0;
}

std::vector<Json> Json::items() const {
    std::vector<Json> result;
    const auto array = as<dom::array>(element_);
    if (!array) return result;
    result.reserve(array->size());
    for (const dom::element item : *array) result.push_back({words_of(item), owner_});
    return result;
}

Json Json::item(std::size_t index) const {
    const auto array = as<dom::array>(element_);
    dom::element found;
    if (!array || array->at(index).get(found) != simdjson::SUCCESS) return {};
    return {words_of(found), owner_};
}

Json Json::member(std::string_view key) const {
    Json found;
    const auto object = as<dom::object>(element_);
    if (!object) return found;
    for (const auto field : *object) {
        if (field.key == key) found = {words_of(field.value), owner_};
    }
    return found;
}

std::vector<std::string> Json::keys() const {
    std::vector<std::string> keys;
    const auto object = as<dom::object>(element_);
    if (!object) return keys;
    for (const auto field : *object) keys.emplace_back(field.key);
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    return keys;
}

std::optional<double> Json::as_number() const {
    const auto number = as<double>(element_);
    return number && std::isfinite(*number) ? number : std::nullopt;
}

std::optional<std::string> Json::as_string() const {
    const auto string = as<std::string_view>(element_);
    return string ? std::optional<std::string>(*string) : std::nullopt;
}

std::optional<core::Point> Json::as_pair() const {
    const auto array = as<dom::array>(element_);
    if (!array) return std::nullopt;
    core::Point pair;
    auto it = array->begin();
    for (double* target : {&pair.x, &pair.y}) {
        if (!(it != array->end()) || (*it).get(*target) != simdjson::SUCCESS) return std::nullopt;
        ++it;
    }
    return pair;
}

std::optional<std::string> Json::text(std::string_view key) const {
    const Json value = member(key);
    if (const auto string = as<std::string_view>(value.element_)) {
        return string->empty() ? std::nullopt : std::optional<std::string>(*string);
    }
    if (const auto integer = as<std::int64_t>(value.element_)) return std::to_string(*integer);
    if (const auto integer = as<std::uint64_t>(value.element_)) return std::to_string(*integer);
    if (const auto number = as<double>(value.element_)) return nlohmann::json(*number).dump();
    if (const auto truth = as<bool>(value.element_)) return *truth ? "true" : "false";
    return std::nullopt;
}

core::Names Json::names(std::string_view key) const {
    core::Names names;
    const Json value = member(key);
    const auto object = as<dom::object>(value.element_);
    if (!object) {
        const auto string = as<std::string_view>(value.element_);
        if (auto single = string ? std::nullopt : text(key)) names.emplace("", *std::move(single));
        if (string && !string->empty()) names.emplace("", *string);
        return names;
    }
    for (const auto field : *object) {
        std::string_view name;
        if (field.value.get(name) != simdjson::SUCCESS) continue;
        if (name.empty()) continue;
        names.insert_or_assign(std::string(field.key), std::string(name));
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
    return as<bool>(member(key).element_);
}

std::vector<std::string> Json::texts(std::string_view key) const {
    std::vector<std::string> result;
    const Json value = member(key);
    if (value.kind() != Kind::array) {
        if (auto single = text(key)) result.push_back(*std::move(single));
        return result;
    }
    for (const Json& item : value.items()) {
        if (auto string = item.as_string()) result.push_back(*std::move(string));
    }
    return result;
}

std::vector<Json> Json::objects(std::string_view key) const {
    std::vector<Json> result;
    const Json value = member(key);
    if (value.kind() == Kind::object) result.push_back(value);
    for (const Json& item : value.items()) {
        if (item.kind() == Kind::object) result.push_back(item);
    }
    return result;
}

}  // namespace mallctl::importers::features
