#include "cli/output/failure.hpp"

#include <catch2/catch.hpp>

#include "cli/output/color.hpp"
#include "cli/output/rows.hpp"

using namespace mallctl;

TEST_CASE("names with control characters neither break the lines of a failure nor command the terminal") {
    core::Diagnostic finding;
    finding.code = "P072";
    finding.message = "layer 'A\nB' is named by no rule";
    const core::Error error(core::Fault::rejected, "cannot read a\nb\x1b[31m", "check it", {finding});
    CHECK(cli::failure_text(error, false) ==
          "warning P072: layer 'A B' is named by no rule\nmallctl: cannot read a b [31m\n  check it\n");
}

TEST_CASE("a coloured finding with a control character in it is one line too") {
    core::Diagnostic finding;
    finding.code = "P072";
    finding.message = "layer 'A\nB' is named by no rule";
    const std::string line = cli::finding_line(finding, true);
    CHECK(line.find('\n') == std::string::npos);
    CHECK(line.find("layer 'A B'") != std::string::npos);
}

TEST_CASE("a cell with control characters stays in its row") {
    cli::Rows rows;
    rows.columns = {{"name"}};
    rows.rows = {{"x\ny\x1b[31m"}};
    CHECK(cli::format_rows(rows, "table") == "NAME\nx y [31m\n");
}
