// What a verb has committed is told and finished, whatever comes after it.
#include <catch2/catch.hpp>
#include <sstream>

#include "cli/context.hpp"
#include "cli/each_mall.hpp"
#include "cli/output/bounded_text.hpp"
#include "cli/refresh.hpp"
#include "operations/import.hpp"

using namespace mallctl;

namespace {

struct Terminal {
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    cli::GlobalOptions options;

    cli::Context context() { return {{in, out, err}, options}; }
};

using Malls = std::vector<std::string>;

// The malls in which a verb ran that prints `bytes` in each, and all malls told too much to be joined.
Malls run_in_all(std::size_t bytes) {
    Terminal terminal;
    terminal.options.format = "json";
    auto context = terminal.context();
    Malls ran;
    const auto run = [&](cli::Context& one) {
        ran.push_back(one.mall());
        one.write_stream([&](std::string_view, std::ostream& out) { out << std::string(bytes, '1'); });
        return 0;
    };
    CHECK_THROWS_AS(cli::run_in_malls({"a", "b", "c", "d"}, context, run, [](const core::Error&) {}),
                    cli::TooMuchToJoin);
    CHECK(terminal.out.str().empty());
    return ran;
}

}  // namespace

TEST_CASE("too much to print keeps no mall from its turn") {
    const Malls all = {"a", "b", "c", "d"};
    CHECK(run_in_all(cli::most_joined / 2) == all);  // too much from the third on
    CHECK(run_in_all(cli::most_joined + 1) == all);  // too much in each
}

TEST_CASE("a database that is gone after the commit is an error to throw once the report is printed") {
    Terminal terminal;
    terminal.options.database = "postgresql://127.0.0.1:1/gone?connect_timeout=2";
    auto context = terminal.context();
    operations::WriteReport report;
    report.version = 7;
    std::optional<core::Error> error;
    REQUIRE_NOTHROW(error = cli::refresh_after_commit(context, "arcade", {}, report));
    REQUIRE(error);
    CHECK(error->fault() == core::Fault::unreachable);
    CHECK(std::string(error->what()).find("mall arcade is at version 7, which stays") != std::string::npos);
    CHECK(error->advice().find("mallctl build --mall arcade") != std::string::npos);
}
