#include "core/uuid.hpp"

#include <catch2/catch.hpp>

using namespace mallctl::core;

TEST_CASE("a UUID reads back as it was written") {
    const auto id = parse_uuid("C2DD51B3-fb63-4cc1-b9e1-474c2e06a423");
    REQUIRE(id);
    CHECK(to_string(*id) == "c2dd51b3-fb63-4cc1-b9e1-474c2e06a423");
}

TEST_CASE("text that is no UUID is refused") {
    for (const char* text :
         {"", "c2dd51b3", "c2dd51b3-fb63-4cc1-b9e1-474c2e06a42", "g2dd51b3-fb63-4cc1-b9e1-474c2e06a423",
          "c2dd51b3fb63-4cc1-b9e1-474c2e06a423-", "{c2dd51b3-fb63-4cc1-b9e1-474c2e06a42}"}) {
        INFO(text);
        CHECK_FALSE(parse_uuid(text));
    }
}

TEST_CASE("version 5 gives the example of RFC 9562, appendix A.4") {
    const auto dns = parse_uuid("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
    REQUIRE(dns);
    CHECK(to_string(uuid_v5(*dns, "www.example.com")) == "2ed6657d-e927-568b-95e1-2665a8aea6a2");
}
