#include "cli/confirm.hpp"

#include <catch2/catch.hpp>
#include <sstream>

#include "cli/context.hpp"
#include "core/error.hpp"

using namespace mallctl;

namespace {

struct Terminal {
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    cli::GlobalOptions options;

    explicit Terminal(const std::string& typed = "") : in(typed) {}

    cli::Context context(bool in_is_tty, bool err_is_tty) {
        return cli::Context({in, out, err, in_is_tty, true, err_is_tty}, options);
    }
};

bool answer_to(const std::string& typed) {
    Terminal terminal(typed);
    auto context = terminal.context(true, true);
    const bool answer = cli::ask(context, "sure?");
    CHECK(terminal.err.str() == "sure? [y/N] ");
    CHECK(terminal.out.str().empty());
    return answer;
}

}  // namespace

TEST_CASE("only y and yes are a yes") {
    CHECK(answer_to("y\n"));
    CHECK(answer_to("YES\n"));
    for (const char* typed : {"", "\n", "n\n", "no\n", "yes please\n", "j\n"}) CHECK_FALSE(answer_to(typed));
}

TEST_CASE("without a terminal on both ends, or with --no-input, only --yes goes on") {
    Terminal terminal;
    auto piped = terminal.context(false, true);
    CHECK_THROWS_AS(cli::require_answer(piped, false), core::Error);
    CHECK_NOTHROW(cli::require_answer(piped, true));
    auto logged = terminal.context(true, false);
    CHECK_THROWS_AS(cli::require_answer(logged, false), core::Error);
    auto asked = terminal.context(true, true);
    CHECK_NOTHROW(cli::require_answer(asked, false));
    terminal.options.no_input = true;
    CHECK_THROWS_AS(cli::require_answer(asked, false), core::Error);
}
