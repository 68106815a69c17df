#include "cli/output/bounded_text.hpp"

#include <catch2/catch.hpp>

#include "core/error.hpp"

using namespace mallctl;
using cli::BoundedText;

TEST_CASE("text is kept up to its bound, and an error beyond it") {
    BoundedText text(6);
    text << "abc" << 'd' << 12;
    CHECK(text.text() == "abcd12");
    try {
        text << "e";
        FAIL("the seventh byte was taken");
    } catch (const core::Error& error) {
        CHECK(error.fault() == core::Fault::usage);
        CHECK(error.advice().find("{mall}") != std::string::npos);
    }
    CHECK(text.text() == "abcd12");
}
