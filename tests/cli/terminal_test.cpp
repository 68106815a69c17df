// What only happens on a terminal: questions. script(1) gives a command one.
#include <catch2/catch.hpp>

#include "tests/cli/workbench.hpp"

using namespace mallctl;
using test::Workbench;

namespace {

// The command as typed on a terminal, and what is typed when it asks. Both streams are one on a terminal.
test::RunResult on_terminal(const Workbench& bench, const std::string& arguments, const std::string& typed) {
    const std::string command = test::mallctl_binary().string() + " " + arguments;
    return test::run({"script", "--quiet", "--return", "--command", command, "/dev/null"},
                     bench.options(typed));
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("delete asks on a terminal, does nothing after a no, and deletes after a yes") {
    const Workbench bench;
    bench.write("rows.yaml",
                "kind: mall\nslug: arcade\nname: Arcade\ntime_zone: Europe/Berlin\ncurrency: EUR\n---\n"
                "kind: tenant\nslug: acme\nname: Acme\n---\nkind: tenant\nslug: best\nname: Best\n");
    REQUIRE(bench.run({"apply", "rows.yaml"}).exit_code == 0);
    const auto tenants = [&] {
        return bench.run({"get", "tenant", "--mall", "arcade", "--fields", "slug", "--format", "csv"}).out;
    };
    const auto refused = on_terminal(bench, "delete tenant acme --mall arcade", "n\n");
    INFO(refused.out);
    CHECK(refused.exit_code == 1);
    CHECK(has(refused.out, "delete 1 tenant of arcade: acme? [y/N]"));
    CHECK(has(refused.out, "not confirmed; nothing was changed"));
    CHECK(on_terminal(bench, "delete tenant acme --mall arcade", "\n").exit_code == 1);  // N is the default
    CHECK(tenants() == "slug\nacme\nbest\n");

    const auto done = on_terminal(bench, "delete tenant acme --mall arcade", "y\n");
    INFO(done.out);
    CHECK(done.exit_code == 0);
    CHECK(tenants() == "slug\nbest\n");

    const auto unasked = on_terminal(bench, "delete tenant best --mall arcade --yes", "");
    CHECK(unasked.exit_code == 0);
    CHECK_FALSE(has(unasked.out, "[y/N]"));
    CHECK(tenants() == "slug\n");
}

TEST_CASE("where nobody can be asked, delete needs --yes") {
    const Workbench bench;
    const auto piped = bench.run({"delete", "tenant", "acme", "--mall", "arcade"}, "y\n");
    CHECK(piped.exit_code == 2);
    CHECK(has(piped.err, "--yes"));
    const auto told = on_terminal(bench, "delete tenant acme --mall arcade --no-input", "y\n");
    CHECK(told.exit_code == 2);
}
