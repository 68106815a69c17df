#include "importers/xlsx/tags.hpp"

#include "catalog/columns/cell_text.hpp"

namespace mallctl::importers::xlsx {

namespace {

constexpr std::string_view blanks = " \t\r\n";

std::string_view without_prefix(std::string_view name) {
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

}  // namespace

std::string Tag::attribute(std::string_view wanted) const {
    std::string_view rest = attributes;
    while (true) {
        const auto begin = rest.find_first_not_of(blanks);
        const auto equals = rest.find('=');
        if (begin == std::string_view::npos || equals == std::string_view::npos || equals < begin) return {};
        auto found = rest.substr(begin, equals - begin);
        found = found.substr(0, found.find_first_of(blanks));
        const auto open = rest.find_first_of("\"'", equals);
        if (open == std::string_view::npos) return {};
        const auto close = rest.find(rest[open], open + 1);
        if (close == std::string_view::npos) return {};
        if (found == wanted)
            return catalog::columns::decode_entities(rest.substr(open + 1, close - open - 1));
        rest.remove_prefix(close + 1);
    }
}

bool Tags::next(Tag& tag) {
    while (true) {
        const auto begin = text_.find('<', at_);
        if (begin == std::string_view::npos) return false;
        if (text_.substr(begin).starts_with("<!--")) {
            const auto end = text_.find("-->", begin);
            if (end == std::string_view::npos) return false;
            at_ = end + 3;
            continue;
        }
        auto end = begin + 1;
        for (char quote = 0; end < text_.size() && (quote != 0 || text_[end] != '>'); ++end) {
            if (quote != 0)
                quote = text_[end] == quote ? '\0' : quote;
            else if (text_[end] == '"' || text_[end] == '\'')
                quote = text_[end];
        }
        if (end >= text_.size()) return false;
        at_ = end + 1;
        auto inside = text_.substr(begin + 1, end - begin - 1);
        if (inside.empty() || inside[0] == '?' || inside[0] == '!') continue;
        tag.opens = inside[0] != '/';
        tag.closes = !tag.opens || inside.back() == '/';
        if (!tag.opens)
            inside.remove_prefix(1);
        else if (tag.closes)
            inside.remove_suffix(1);
        const auto name_end = inside.find_first_of(blanks);
        tag.name = without_prefix(inside.substr(0, name_end));
        tag.attributes = name_end == std::string_view::npos ? std::string_view() : inside.substr(name_end);
        tag.end = at_;
        return true;
    }
}

std::string_view Tags::text_behind(const Tag& tag) const {
    const auto end = text_.find('<', tag.end);
    return text_.substr(tag.end, end == std::string_view::npos ? 0 : end - tag.end);
}

}  // namespace mallctl::importers::xlsx
