// Instructions in words, in seven languages. Needs no file, no locale and no library.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nav/graph.hpp"
#include "nav/guidance/instruction.hpp"

namespace mallctl::nav {

struct Language;

// "en", "de", "fr", "es", "pt", "zh" and "ar", in this order. They live as long as the program.
std::span<const Language* const> languages();
std::string_view tag_of(const Language& language);
bool is_right_to_left(const Language& language);

// The language of a BCP 47 tag, by its first subtag: "de-AT" is "de"; nullptr where there is none.
const Language* find_language(std::string_view tag);

// The best of an Accept-Language header (RFC 9110 section 12.5.4) by weight, the first of equal ones;
// nullptr where it names none that there is. O(length).
const Language* accepted_language(std::string_view header);

// Writes `text` of each instruction. Lengths are rounded as people tell them: below 10 m to 1 m, below 100 m
// to 5 m, above to 10 m. In a text from right to left, and where a name runs against its text, what is
// filled in stands between U+2068 and U+2069 (Unicode Annex 9, isolates).
void put_into_words(std::vector<Instruction>& instructions, const std::vector<LevelInfo>& levels,
                    const Language& language);

// "35 m", rounded as above.
std::string length_in_words(double metres, const Language& language);

}  // namespace mallctl::nav
