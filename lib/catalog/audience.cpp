#include "catalog/audience.hpp"

#include <charconv>
#include <vector>

#include "core/closest.hpp"
#include "core/error.hpp"
#include "core/names.hpp"

namespace mallctl::catalog {

namespace {

constexpr std::string_view near_prefix = "near:";
constexpr std::string_view segment_prefix = "segment:";

[[noreturn]] void refuse(const std::string& why, const std::string& advice) {
    throw core::Error(core::Fault::rejected, why, advice);
}

std::string slug_of(std::string_view text, const char* what) {
    if (core::is_slug(text)) return std::string(text);
    const auto slug = core::make_slug(text);
    refuse(std::string("the name of the ") + what + " is no slug",
           slug.empty() ? "a slug has 1 to 63 of a-z, 0-9, - and _" : "did you mean \"" + slug + "\"?");
}

// "50m" is 50.
int metres_of(std::string_view text) {
    int metres = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, failure] = std::from_chars(text.data(), end, metres);
    const bool is_number =
        failure == std::errc{} && std::string_view(stop, static_cast<std::size_t>(end - stop)) == "m";
    if (!is_number || metres < 1 || metres > Audience::most_metres) {
        refuse("the distance is not a whole number of metres from 1m to " +
                   std::to_string(Audience::most_metres) + "m",
               "write near:50m:LOCATION");
    }
    return metres;
}

Audience near_location(std::string_view rest) {
    const auto colon = rest.find(':');
    if (colon == std::string_view::npos) refuse("it does not say near what", "write near:50m:LOCATION");
    return {Audience::Kind::near, metres_of(rest.substr(0, colon)),
            slug_of(rest.substr(colon + 1), "location")};
}

}  // namespace

Audience parse_audience(std::string_view text) {
    if (text.empty() || text == "all") return {};
    if (text == "inside") return {Audience::Kind::inside, 0, {}};
    if (text.starts_with(near_prefix)) return near_location(text.substr(near_prefix.size()));
    if (text.starts_with(segment_prefix))
        return {Audience::Kind::segment, 0, slug_of(text.substr(segment_prefix.size()), "segment")};
    const auto guess =
        core::did_you_mean(text.substr(0, text.find(':')), {"all", "inside", "near", "segment"});
    refuse("it is no audience",
           guess.empty() ? "write all, inside, near:50m:LOCATION or segment:NAME" : guess);
}

std::string to_string(const Audience& audience) {
    switch (audience.kind) {
        case Audience::Kind::inside:
            return "inside";
        case Audience::Kind::near:
            return std::string(near_prefix) + std::to_string(audience.metres) + "m:" + audience.name;
        case Audience::Kind::segment:
            return std::string(segment_prefix) + audience.name;
        case Audience::Kind::all:
            break;
    }
    return "all";
}

std::string describe(const Audience& audience) {
    switch (audience.kind) {
        case Audience::Kind::inside:
            return "everybody inside the mall";
        case Audience::Kind::near:
            return "everybody within " + std::to_string(audience.metres) + " m of location " + audience.name;
        case Audience::Kind::segment:
            return "the segment " + audience.name;
        case Audience::Kind::all:
            break;
    }
    return "everybody";
}

}  // namespace mallctl::catalog
