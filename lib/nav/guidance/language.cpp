#include <algorithm>
#include <array>
#include <charconv>

#include "nav/guidance/phrases/catalogues.hpp"
#include "nav/guidance/wording.hpp"

namespace mallctl::nav {

namespace {

char lowered(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

// ";q=0.8": 0 for what is not a number from 0 to 1, 1 where nothing is said.
double weight_of(std::string_view parameters) {
    const auto q = parameters.find("q=");
    if (q == std::string_view::npos) return 1;
    const std::string_view number = trimmed(parameters.substr(q + 2));
    double weight = 0;
    const auto end = number.data() + number.size();
    const auto read = std::from_chars(number.data(), end, weight);
    return read.ec == std::errc() && weight >= 0 && weight <= 1 ? weight : 0;
}

}  // namespace

std::span<const Language* const> languages() {
    static constexpr std::array all{&english, &german, &french, &spanish, &portuguese, &chinese, &arabic};
    return all;
}

std::string_view tag_of(const Language& language) {
    return language.tag;
}

bool is_right_to_left(const Language& language) {
    return language.right_to_left;
}

const Language* find_language(std::string_view tag) {
    const std::string_view first = tag.substr(0, tag.find_first_of("-_"));
    for (const Language* language : languages()) {
        if (std::equal(first.begin(), first.end(), language->tag.begin(), language->tag.end(),
                       [](char a, char b) { return lowered(a) == b; }))
            return language;
    }
    return nullptr;
}

const Language* accepted_language(std::string_view header) {
    const Language* best = nullptr;
    double best_weight = 0;
    while (!header.empty()) {
        const std::size_t comma = std::min(header.find(','), header.size());
        const std::string_view range = header.substr(0, comma);
        header.remove_prefix(std::min(comma + 1, header.size()));
        const std::size_t parameters = std::min(range.find(';'), range.size());
        const Language* language = find_language(trimmed(range.substr(0, parameters)));
        const double weight = weight_of(range.substr(parameters));
        if (language == nullptr || weight <= best_weight) continue;
        best = language;
        best_weight = weight;
    }
    return best;
}

}  // namespace mallctl::nav
