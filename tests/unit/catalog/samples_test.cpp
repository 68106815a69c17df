#include <catch2/catch.hpp>
#include <cctype>
#include <fstream>
#include <map>
#include <sstream>

#include "catalog/fields.hpp"
#include "catalog/manifest_reader.hpp"
#include "tests/support/paths.hpp"

using namespace mallctl;

namespace {

// The section of a kind in mallctl-manifest(5): from its heading to the next.
std::string section(const std::string& page, std::string title) {
    for (char& c : title) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    const auto begin = page.find("# " + title + "\n");
    if (begin == std::string::npos) return {};
    return page.substr(begin, page.find("\n# ", begin) - begin);
}

}  // namespace

TEST_CASE("the sample mall's directory reads without a finding") {
    std::istringstream nothing;
    catalog::ManifestReader reader({test::source_dir() / "samples/riverside"}, nothing, {});
    REQUIRE(reader.mall() != nullptr);
    CHECK(reader.mall()->key() == "riverside");
    std::map<std::string, int> counts;
    catalog::Row row;
    while (reader.next(row)) ++counts[row.kind->name];
    for (const auto& finding : reader.take_findings()) FAIL_CHECK(core::to_line(finding));
    const std::map<std::string, int> expected = {
        {"closure", 5},      {"lease", 42},   {"location", 4}, {"mall", 1},    {"offer", 10},
        {"parking_zone", 3}, {"product", 85}, {"store", 40},   {"tenant", 35}, {"user", 12},
        {"synonym", 2},      {"pin", 2},      {"exclusion", 1},
    };
    CHECK(counts == expected);
}

TEST_CASE("the manual page of manifests has every field of every kind, and says which are required") {
    const std::string page = test::read_file(test::source_dir() / "man/mallctl-manifest.5.md");
    for (const auto& kind : catalog::kinds()) {
        const std::string described = section(page, kind.name);
        if (described.empty()) FAIL_CHECK("no section for " << kind.name);
        for (const auto& field : kind.fields) {
            const auto at = described.find("**" + field.name + "**");
            if (at == std::string::npos) {
                FAIL_CHECK(kind.name << "." << field.name << " is not in the page");
                continue;
            }
            const std::string line = described.substr(at, described.find('\n', at) - at);
            const bool says_required = line.find("required") != std::string::npos;
            if (says_required != field.required)
                FAIL_CHECK(kind.name << "." << field.name << (field.required ? " is" : " is not")
                                     << " required");
        }
    }
}
