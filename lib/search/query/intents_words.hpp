// The words of intents in the languages of intents.hpp, folded: a test holds each against the folding table.
//
// Tables, so that a language is added without code. Words that are left out are those that also name things
// to buy or begin the names of shops: "open" ("open kitchen"), "second" ("second cup"), "vicino", "next"; or
// that are a slip from one that does: "storey" ("3 store").
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace mallctl::search {

enum class Meaning : std::uint8_t {
    near_me,
    open_now,
    ground,    // the level of ordinal 0
    basement,  // the first one below
    top,       // the highest
};

struct IntentPhrase {
    Meaning meaning = Meaning::near_me;
    std::u32string_view words;
    bool alone = false;  // one word that can mean nothing else
};
std::span<const IntentPhrase> intent_phrases();

// Words for floors, which make a level of the number beside them.
struct FloorWord {
    std::u32string_view word;
    bool below = false;                // counts down from the ground
    bool first_may_be_ground = false;  // in this language the first floor may be the ground
};
std::span<const FloorWord> floor_words();

// Numbers from 1 on, those of one value separated by spaces.
std::span<const std::u32string_view> number_words();

// What makes a number count down from the ground.
std::span<const std::u32string_view> minus_words();

// What ends a number in digits ("2nd", "1er", "2a").
std::span<const std::u32string_view> ordinal_endings();

// Short names around a number: "L2", "2F", "2OG"; and below ground, "B1", "UG1".
std::span<const std::u32string_view> level_affixes();
std::span<const std::u32string_view> basement_affixes();

// What may stand before an intent and goes with it: articles and forms of "to be" before any, prepositions
// before a level; and what may follow one.
std::span<const std::u32string_view> articles();
std::span<const std::u32string_view> prepositions();
std::span<const std::u32string_view> particles();

}  // namespace mallctl::search
