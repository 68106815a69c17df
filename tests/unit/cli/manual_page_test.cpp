#include "cli/output/manual_page.hpp"

#include <catch2/catch.hpp>

#include "core/error.hpp"

using namespace mallctl;
using namespace mallctl::cli;

namespace {

Command mallctl_with_door() {
    Command open{{"door", "open"}, "Open it", {{{}, "WHICH", "A door", "", {}, true}}, {}, {}};
    Command knock{{"door", "knock"}, "Knock", {}, {}, {}};
    Command door{{"door"},
                 "Doors",
                 {},
                 {{{"-f", "--force"}, "HOW", "How hard: a*b, see --quiet.", "softly", {}, false},
                  {{"--quiet"}, "", "Without a sound", "", {}, false}},
                 {open, knock}};
    return {{}, "all", {}, {{{"--mall"}, "SLUG", "Which", "", {}, false}}, {door}};
}

}  // namespace

TEST_CASE("a manual page gets its options from the declaration, before what it says of them itself") {
    const std::string page =
        "% mallctl-door 1 \"\"\n\n# SYNOPSIS\n\nx\n\n# OPTIONS\n\nMore prose.\n\n# EXAMPLES\n";
    CHECK(manual_page(page, mallctl_with_door()) ==
          "% mallctl-door 1 \"\"\n\n# SYNOPSIS\n\nx\n\n# OPTIONS\n\n"
          "**-f**, **--force** *HOW*\n: How hard: a\\*b, see **--quiet**. Default: **softly**.\n\n"
          "**--quiet**\n: Without a sound.\n\n"
          "## door open\n\n*WHICH*...\n: A door.\n\n"
          "More prose.\n\n# EXAMPLES\n");
}

TEST_CASE("the first manual page has the global options alone") {
    const std::string text = manual_page("% mallctl 1\n# OPTIONS\n# EXAMPLES\n", mallctl_with_door());
    CHECK(text == "% mallctl 1\n# OPTIONS\n\n**--mall** *SLUG*\n: Which.\n\n# EXAMPLES\n");
}

TEST_CASE("a page without options, of no verb, or without a title is refused") {
    const Command root = mallctl_with_door();
    CHECK_THROWS_AS(manual_page("% mallctl-door 1\n\n# EXAMPLES\n", root), core::Error);
    CHECK_THROWS_AS(manual_page("% mallctl-window 1\n\n# OPTIONS\n", root), core::Error);
    CHECK_THROWS_AS(manual_page("% something-else\n\n# OPTIONS\n", root), core::Error);
    CHECK_THROWS_AS(manual_page("# NAME\n\n# OPTIONS\n", root), core::Error);
    CHECK_THROWS_AS(manual_page("", root), core::Error);
}
