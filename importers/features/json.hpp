// JSON as the readers of floor plans use it: a value to look into, with accessors by key and expected type.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/geometry.hpp"
#include "core/names.hpp"
#include "importers/source/source.hpp"

namespace mallctl::importers::features {

// A view of one value of a parsed text. It is good as long as the JsonParser that made it lives and parses
// nothing else; what Json::parse returns, and the views taken from it, keep their text's tree alive. Asking
// for what is not there, is null or of another type gives nothing, never an error: who must tell these apart
// asks `has` or `kind`. Of a key that an object has twice the last counts.
class Json {
  public:
    enum class Kind { null, boolean, number, string, array, object };

    // null
    Json() = default;

    Kind kind() const;

    // Of an array: its length and its items; 0 and nothing of anything else. O(length).
    std::size_t size() const;
    std::vector<Json> items() const;

    // Item `index` of an array, null of anything else and beyond its end. O(index).
    Json item(std::size_t index) const;

    // Of an object: the value of a key, null where it is absent. O(keys).
    Json member(std::string_view key) const;

    // Of an object: its keys in order of their bytes; none of anything else.
    std::vector<std::string> keys() const;

    // True when the key is there and not null.
    bool has(std::string_view key) const { return member(key).kind() != Kind::null; }

    // Of a number: finite. Of a string: any, also empty.
    std::optional<double> as_number() const;
    std::optional<std::string> as_string() const;

    // The first two numbers of an array that begins with two.
    std::optional<core::Point> as_pair() const;

    // A string that is not empty; a number or a truth value as JSON writes it.
    std::optional<std::string> text(std::string_view key) const;

    // {"en": "Hall", "de": "Halle"}, or a string, whose language is not known (locale ""). Without empty
    // names.
    core::Names names(std::string_view key) const;

    std::optional<double> number(std::string_view key) const { return member(key).as_number(); }

    // A whole number in the range of int, also written as 1.0.
    std::optional<int> integer(std::string_view key) const;

    std::optional<bool> boolean(std::string_view key) const;

    // The strings of a list, or one string alone.
    std::vector<std::string> texts(std::string_view key) const;

    // The objects of a list, or one object alone.
    std::vector<Json> objects(std::string_view key) const;

    // Parses a file's text (RFC 8259), nesting at most 64 deep. Throws core::Error(rejected), naming file,
    // line and column, when it is not JSON: NaN, Infinity and numbers beyond the range of a double are not.
    static Json parse(const SourceFile& file);

    // A value of simdjson (dom::element) as plain words, so that its header stays out of ours.
    using Element = std::array<std::size_t, 2>;
    Json(Element element, std::shared_ptr<const void> owner) : owner_(std::move(owner)), element_(element) {}

  private:
    std::shared_ptr<const void> owner_;  // of the tree; none in a view of a JsonParser's text
    Element element_{};                  // zeros: null
};

}  // namespace mallctl::importers::features
