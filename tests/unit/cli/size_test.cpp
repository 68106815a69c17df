#include "cli/size.hpp"

#include <catch2/catch.hpp>

#include "core/error.hpp"

using namespace mallctl;

TEST_CASE("an amount of memory has a unit and a bound") {
    CHECK(cli::parse_size("1KiB", "--memory-budget") == 1024);
    CHECK(cli::parse_size("512MiB", "--memory-budget") == 536'870'912);
    CHECK(cli::parse_size("1024GiB", "--memory-budget") == 1'099'511'627'776);
    for (const char* text : {"", "512", "0MiB", "-1MiB", "1.5GiB", "1 GiB", "1025GiB", "1GB", "1gib",
                             "99999999999999999999KiB"}) {
        INFO(text);
        CHECK_THROWS_AS(cli::parse_size(text, "--memory-budget"), core::Error);
    }
    CHECK_THROWS_WITH(cli::parse_size("much", "--memory-budget"),
                      Catch::Contains("--memory-budget \"much\""));
    CHECK(cli::quarter_of_memory() >= 64U << 20);
}
