// Whom an offer addresses.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mallctl::catalog {

struct Audience {
    enum class Kind {
        all,      // everybody: "all", or nothing stated
        inside,   // who is in the mall: "inside"
        near,     // who is at most `metres` from a location: "near:50m:LOCATION"
        segment,  // who belongs to a segment of the mall's visitors: "segment:NAME"
    };
    static constexpr int most_metres = 10'000;

    Kind kind = Kind::all;
    int metres = 0;    // of near: 1 to most_metres, along the straight line
    std::string name;  // of near: the slug of the location; of segment: its name, a slug too

    bool operator==(const Audience&) const = default;
};

// Reads one of the four forms; an empty text is "all". Whether the location exists is the database's to say.
// Throws core::Error(rejected) with the reason, and the right form as advice.
Audience parse_audience(std::string_view text);

// The inverse of parse_audience.
std::string to_string(const Audience& audience);

// For people: "everybody within 50 m of location north_entrance".
std::string describe(const Audience& audience);

}  // namespace mallctl::catalog
