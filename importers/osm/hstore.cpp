#include "importers/osm/hstore.hpp"

#include <optional>
#include <string>
#include <utility>

namespace mallctl::importers::osm {

namespace {

std::optional<std::string> take_quoted(std::string_view& text) {
    if (!text.starts_with('"')) return std::nullopt;
    std::string word;
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] == '"') {
            text.remove_prefix(i + 1);
            return word;
        }
        if (text[i] == '\\' && i + 1 < text.size()) ++i;
        word += text[i];
    }
    return std::nullopt;
}

}  // namespace

Tags parse_hstore(std::string_view text) {
    Tags tags;
    while (!text.empty()) {
        auto key = take_quoted(text);
        if (!key || !text.starts_with("=>")) break;
        text.remove_prefix(2);
        auto value = take_quoted(text);
        if (!value) break;
        tags.emplace(*std::move(key), *std::move(value));
        if (!text.starts_with(',')) break;
        text.remove_prefix(1);
    }
    return tags;
}

}  // namespace mallctl::importers::osm
