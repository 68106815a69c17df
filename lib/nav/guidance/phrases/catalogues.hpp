// What instructions are made of in one language. Every phrase of every language exists: one that is missing
// does not compile.
//
// {1} and {2} are what is filled in. Phrases are built so that names keep their form: no article, case or
// preposition that would have to agree with one. Those from `and_walk` to `past_right` go around a whole
// sentence, {1}.
#pragma once

#include <array>
#include <cstddef>
#include <initializer_list>
#include <string_view>

namespace mallctl::nav {

enum class Phrase : std::size_t {
    // How the way begins; `_walk` with its length {1}.
    depart,
    depart_walk,
    depart_ahead,
    depart_ahead_walk,
    depart_right,
    depart_right_walk,
    depart_behind,
    depart_behind_walk,
    depart_left,
    depart_left_walk,
    go_on,  // from a stop
    go_on_walk,
    // Turns, in the order of InstructionKind; `_at` a landmark {1}.
    slight_left,
    turn_left,
    sharp_left,
    slight_right,
    turn_right,
    sharp_right,
    u_turn,
    slight_left_at,
    turn_left_at,
    sharp_left_at,
    slight_right_at,
    turn_right_at,
    sharp_right_at,
    // What follows a turn, a departure or a ride {1}: a length {2}, a landmark {2}.
    and_walk,
    then_walk,
    towards,
    past_left,
    past_right,
    // {1}: one of the connectors below; {2}: a level.
    ride_up,
    ride_down,
    ride_level,
    ride_through,
    // `_named`: with its name {1}; `connector_own`: a name that says itself what it is.
    elevator,
    elevator_named,
    escalator,
    escalator_named,
    stairs,
    stairs_named,
    ramp,
    ramp_named,
    movingwalkway,
    movingwalkway_named,
    connector,
    connector_named,
    connector_own,
    // {1}: what the lift's button says; a longer name.
    level_number,
    level_name,
    // Sides in the order of Side; `_at` with the name of the place {1}.
    stop,
    stop_ahead,
    stop_right,
    stop_behind,
    stop_left,
    stop_at,
    stop_at_ahead,
    stop_at_right,
    stop_at_behind,
    stop_at_left,
    arrive,
    arrive_ahead,
    arrive_right,
    arrive_behind,
    arrive_left,
    arrive_at,
    arrive_at_ahead,
    arrive_at_right,
    arrive_at_behind,
    arrive_at_left,
    // A whole number of metres {1}, by the plural category of that number.
    metres_one,
    metres_two,
    metres_few,
    metres_many,
    metres_other,
};

inline constexpr std::size_t phrase_count = static_cast<std::size_t>(Phrase::metres_other) + 1;

using Catalogue = std::array<std::string_view, phrase_count>;

struct PhraseText {
    Phrase phrase;
    const char* text;
};

consteval Catalogue make_catalogue(std::initializer_list<PhraseText> texts) {
    Catalogue catalogue{};
    for (const PhraseText& one : texts) {
        std::string_view& place = catalogue.at(static_cast<std::size_t>(one.phrase));
        if (!place.empty()) throw "a phrase is given twice";
        place = one.text;
    }
    for (const std::string_view text : catalogue) {
        if (text.empty()) throw "a phrase is missing";
    }
    return catalogue;
}

// The rules of Unicode CLDR for whole numbers that languages need here: in Arabic all five differ, elsewhere
// one form of the unit does for all.
enum class Plurals { none, arabic };

struct Language {
    std::string_view tag;  // "de"
    bool right_to_left = false;
    Plurals plurals = Plurals::none;
    Catalogue phrases;
};

extern const Language english, german, french, spanish, portuguese, chinese, arabic;

}  // namespace mallctl::nav
