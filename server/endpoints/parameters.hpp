// Parameters that several endpoints take.
#pragma once

#include "server/route.hpp"

namespace mallctl::server::parameter {

inline constexpr std::string_view flag = R"({"type":"boolean"})";

inline constexpr Parameter profile{
    .name = "profile",
    .doc = "Who walks",
    .schema = R"({"type":"string","enum":["walk","wheelchair","pram","staff"],"default":"walk"})"};

inline constexpr Parameter at{
    .name = "at",
    .doc = "At this time: opening hours, offers, leases and closures then (RFC 3339); absent: now",
    .schema = R"({"type":"string","format":"date-time"})"};

inline constexpr Parameter category{.name = "category",
                                    .doc = "Only this category, or those below it: food finds food.cafe",
                                    .schema = R"({"type":"string","maxLength":200})"};

}  // namespace mallctl::server::parameter
