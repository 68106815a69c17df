#include "exporters/table/csv_cell.hpp"

#include <catch2/catch.hpp>

using namespace mallctl::exporters;

TEST_CASE("a cell is quoted where it holds a comma, a quote or a line break") {
    CHECK(csv_cell("plain text") == "plain text");
    CHECK(csv_cell("a,b") == "\"a,b\"");
    CHECK(csv_cell("say \"hi\"") == "\"say \"\"hi\"\"\"");
    CHECK(csv_cell("two\nlines") == "\"two\nlines\"");
    CHECK(csv_cell("=1+1") == "=1+1");
}

TEST_CASE("a report's cell that a spreadsheet would run begins with an apostrophe") {
    CHECK(csv_report_cell("=HYPERLINK(\"http://x\",\"y\")") == "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"");
    CHECK(csv_report_cell("+49 30") == "'+49 30");
    CHECK(csv_report_cell("-5") == "'-5");
    CHECK(csv_report_cell("@here") == "'@here");
    CHECK(csv_report_cell("\tx") == "'\tx");
    CHECK(csv_report_cell("\rx") == "\"'\rx\"");
    CHECK(csv_report_cell("") == "");
    CHECK(csv_report_cell("a=b") == "a=b");
}
