// JSON as the readers of floor plans use it: a value to look into, with accessors by key and expected type.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/names.hpp"
#include "importers/source/source.hpp"

namespace mallctl::importers::features {

// A view of one value of a parsed text, which lives as long as one view of it does. Asking for what is not
// there, is null or of another type gives nothing, never an error: who must tell these apart asks `has` or
// `kind`.
class Json {
  public:
    enum class Kind { null, boolean, number, string, array, object };

    // null
    Json() = default;

    Kind kind() const;

    // Of an array: its length and its items; 0 and null of anything else.
    std::size_t size() const;
    Json item(std::size_t index) const;

    // Of an object: the value of a key, null where it is absent.
    Json member(std::string_view key) const;

    // Of an object: its keys in order of their bytes; none of anything else.
    std::vector<std::string> keys() const;

    // True when the key is there and not null.
    bool has(std::string_view key) const { return member(key).kind() != Kind::null; }

    // Of a number: finite. Of a string: any, also empty.
    std::optional<double> as_number() const;
    std::optional<std::string> as_string() const;

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

  private:
    // `value` is a node of the tree that `tree` keeps alive.
    Json(std::shared_ptr<const void> tree, const void* value) : tree_(std::move(tree)), value_(value) {}

    std::shared_ptr<const void> tree_;
    const void* value_ = nullptr;
};

}  // namespace mallctl::importers::features
