#include <catch2/catch.hpp>
#include <random>
#include <set>
#include <string>

#include "search/dictionary/dictionary.hpp"

using namespace mallctl;

namespace {

std::set<std::u32string> random_words(unsigned seed, int count) {
    std::mt19937 random(seed);
    const std::u32string letters = U"abcdeяあ店";
    std::set<std::u32string> words;
    for (int i = 0; i < count; ++i) {
        std::u32string word(1 + random() % 7, U'a');
        for (char32_t& letter : word) letter = letters[random() % letters.size()];
        words.insert(word);
    }
    return words;
}

std::vector<search::Code> codes_of(const search::Dictionary& dictionary, std::u32string_view letters) {
    std::vector<search::Code> codes;
    for (const char32_t letter : letters) codes.push_back(dictionary.code_of(letter));
    return codes;
}

}  // namespace

TEST_CASE("a dictionary gives back its terms, and each beginning has the terms that a scan finds") {
    const auto words = random_words(7, 3000);
    const std::vector<std::u32string_view> terms(words.begin(), words.end());
    const auto data = search::build_dictionary(terms);
    const auto dictionary = data.view();
    REQUIRE(dictionary.term_count() == terms.size());
    for (search::TermId term = 0; term < terms.size(); ++term) {
        std::u32string letters;
        for (const auto code : dictionary.letters_of(term)) letters += dictionary.letter_of(code);
        CHECK(letters == terms[term]);
        for (std::size_t length = 0; length <= letters.size(); ++length) {
            const auto prefix = letters.substr(0, length);
            const auto first = std::lower_bound(terms.begin(), terms.end(), prefix) - terms.begin();
            auto end = first;
            while (end < std::ssize(terms) && terms[static_cast<std::size_t>(end)].starts_with(prefix)) ++end;
            const auto found = terms_with_prefix(dictionary, codes_of(dictionary, prefix));
            REQUIRE(found.first == first);
            REQUIRE(found.end == end);
        }
    }
    CHECK(terms_with_prefix(dictionary, codes_of(dictionary, U"zz")).empty());
    CHECK(terms_with_prefix(dictionary, codes_of(dictionary, U"aaaaaaaaaaaa")).empty());
}

TEST_CASE("a dictionary of nothing has no terms") {
    const auto data = search::build_dictionary({});
    CHECK(data.view().term_count() == 0);
    CHECK(data.view().node_count() == 1);
    CHECK(terms_with_prefix(data.view(), {}).empty());
}

TEST_CASE("a node says which letters come after it, as the terms that begin with its letters do") {
    const auto words = random_words(8, 800);
    const std::vector<std::u32string_view> terms(words.begin(), words.end());
    const auto data = search::build_dictionary(terms);
    const auto dictionary = data.view();
    std::vector<std::size_t> depths(dictionary.node_count(), 0);
    for (std::uint32_t node = 0; node < dictionary.node_count(); ++node) {
        std::uint32_t below = 0;
        for (auto term = dictionary.first_term[node]; term < dictionary.end_term[node]; ++term) {
            for (const auto code : dictionary.letters_of(term).subspan(depths[node])) {
                below |= search::Dictionary::letter_bit(code);
            }
        }
        REQUIRE(dictionary.letters_below[node] == below);
        for (auto child = dictionary.first_child[node]; child < dictionary.first_child[node + 1]; ++child) {
            depths[child] = depths[node] + 1;
        }
    }
}
