#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/support/paths.hpp"
#include "tests/unit/architecture/rules.hpp"

namespace fs = std::filesystem;
using mallctl::test::Include;
using mallctl::test::includes_of;
using mallctl::test::objection;
using mallctl::test::read_file;
using mallctl::test::source_dir;

namespace {

// Files below the given folders of the project whose names end as given, as paths from the root, sorted.
std::vector<fs::path> files(std::initializer_list<const char*> folders,
                            std::initializer_list<const char*> endings) {
    std::vector<fs::path> found;
    for (const char* folder : folders) {
        for (const auto& entry : fs::recursive_directory_iterator(source_dir() / folder)) {
            const std::string name = entry.path().filename().string();
            const bool wanted = std::any_of(endings.begin(), endings.end(),
                                            [&](const char* ending) { return name.ends_with(ending); });
            if (entry.is_regular_file() && wanted) found.push_back(fs::relative(entry.path(), source_dir()));
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

// The verdict on one made-up line in a made-up file.
std::optional<std::string> verdict(const char* file, const char* line) {
    const auto found = includes_of(line);
    REQUIRE(found.size() == 1);
    return objection(file, found.front());
}

}  // namespace

TEST_CASE("every include follows an arrow of the design") {
    const auto sources = files({"cli", "lib", "importers", "exporters", "server"}, {".cpp", ".hpp"});
    REQUIRE(sources.size() > 20);
    for (const auto& source : sources) {
        for (const Include& include : includes_of(read_file(source_dir() / source))) {
            const auto why = objection(source.generic_string(), include);
            if (why) FAIL_CHECK(source.generic_string() << ":" << include.line << ": " << *why);
        }
    }
}

TEST_CASE("a forbidden arrow between our folders is found") {
    CHECK(verdict("lib/plan/ids.cpp", "#include \"db/session.hpp\""));
    CHECK(verdict("lib/operations/route.cpp", "#include \"cli/context.hpp\""));
    CHECK(verdict("lib/operations/route.cpp", "#include \"server/listener.hpp\""));
    CHECK(verdict("lib/core/uuid.cpp", "#include \"plan/model.hpp\""));
    CHECK(verdict("importers/imdf/reader.cpp", "#include \"db/session.hpp\""));
    CHECK(verdict("importers/imdf/reader.cpp", "#include \"operations/import.hpp\""));
    CHECK(verdict("server/listener.cpp", "#include \"cli/context.hpp\""));
    CHECK(verdict("lib/nav/build.cpp", "  #  include \"catalog/model.hpp\"  // spaced out"));
    CHECK(verdict("lib/nav/build.cpp", "#include \"graph.hpp\""));
    CHECK(verdict("lib/nav/build.cpp", "#include \"../core/uuid.hpp\""));
    CHECK(verdict("odd/place.cpp", "#include \"core/uuid.hpp\""));
}

TEST_CASE("an allowed arrow between our folders passes") {
    CHECK_FALSE(verdict("lib/plan/ids.cpp", "#include \"core/uuid.hpp\""));
    CHECK_FALSE(verdict("lib/plan/ids.cpp", "#include \"plan/model.hpp\""));
    CHECK_FALSE(verdict("lib/db/plan_repository.cpp", "#include \"plan/model.hpp\""));
    CHECK_FALSE(verdict("cli/commands/serve.cpp", "#include \"server/listener.hpp\""));
    CHECK_FALSE(verdict("importers/imdf/reader.cpp", "#include \"plan/model.hpp\""));
}

TEST_CASE("one importer may not include another but may use what they share") {
    CHECK(verdict("importers/imdf/reader.cpp", "#include \"importers/dxf/reader.hpp\""));
    CHECK_FALSE(verdict("importers/dxf/reader.cpp", "#include \"importers/dxf/layers.hpp\""));
    CHECK_FALSE(verdict("importers/dxf/reader.cpp", "#include \"importers/mapping/mapping.hpp\""));
    CHECK_FALSE(verdict("importers/import.cpp", "#include \"importers/dxf/reader.hpp\""));
}

TEST_CASE("a library outside its folder is found") {
    CHECK(verdict("lib/plan/ids.cpp", "#include <gdal_priv.h>"));
    CHECK(verdict("lib/operations/apply.cpp", "#include <pqxx/pqxx>"));
    CHECK(verdict("server/listener.cpp", "#include <CLI/CLI.hpp>"));
    CHECK(verdict("lib/core/clock.cpp", "#include <boost/asio.hpp>"));
    CHECK(verdict("importers/dxf/reader.cpp", "#include <proj.h>"));
    CHECK(verdict("lib/db/session.cpp", "#include <spdlog/spdlog.h>"));
    CHECK(verdict("lib/nav/build.cpp", "#include <CGAL/Polygon_2.h>"));
}

TEST_CASE("a heavy library in one of our headers is found, and in the right source passes") {
    CHECK(verdict("importers/dxf/reader.hpp", "#include <ogrsf_frmts.h>"));
    CHECK(verdict("lib/db/session.hpp", "#include <pqxx/pqxx>"));
    CHECK(verdict("server/listener.hpp", "#include <boost/beast.hpp>"));
    CHECK(verdict("lib/core/change.hpp", "#include <nlohmann/json.hpp>"));
    CHECK(verdict("importers/importer.hpp", "#include <yaml-cpp/yaml.h>"));
    CHECK(verdict("server/http/parser.hpp", "#include <boost/beast/http/parser.hpp>"));
    CHECK_FALSE(verdict("server/net/session.hpp", "#include <boost/asio/awaitable.hpp>"));
    CHECK_FALSE(verdict("importers/mapping/fields.hpp", "#include <yaml-cpp/yaml.h>"));
    CHECK_FALSE(verdict("importers/dxf/reader.cpp", "#include <ogrsf_frmts.h>"));
    CHECK_FALSE(verdict("lib/db/session.cpp", "#include <pqxx/pqxx>"));
    CHECK_FALSE(verdict("lib/core/change.cpp", "#include <nlohmann/json.hpp>"));
    CHECK_FALSE(verdict("lib/core/change.hpp", "#include <string_view>"));
    CHECK_FALSE(verdict("lib/db/cluster.cpp", "#include <sys/wait.h>"));
}

TEST_CASE("text that only looks like an include is passed over") {
    CHECK(includes_of("// see #include \"db/session.hpp\"\nconst char* x = \"#include <y>\";\n").empty());
}

TEST_CASE("no file of code is longer than 400 lines") {
    const auto code = files({"cli", "lib", "importers", "exporters", "server", "tests", "samples", "man"},
                            {".cpp", ".hpp", ".py", ".sql", ".cmake", "CMakeLists.txt", "generate"});
    for (const auto& file : code) {
        const std::string text = read_file(source_dir() / file);
        const auto lines = std::count(text.begin(), text.end(), '\n');
        if (lines > 400) FAIL_CHECK(file.generic_string() << " has " << lines << " lines");
    }
}

TEST_CASE("nothing is left for later in a comment") {
    const std::string words[] = {std::string("TO") + "DO", std::string("FIX") + "ME",
                                 std::string("XX") + "X:"};
    const auto all = files({"cli", "lib", "importers", "exporters", "server", "tests", "samples", "man"},
                           {".cpp", ".hpp", ".py", ".sql", ".cmake", ".md", ".txt", ".yaml", "generate"});
    for (const auto& file : all) {
        const std::string text = read_file(source_dir() / file);
        for (const auto& word : words) {
            if (text.find(word) != std::string::npos) FAIL_CHECK(file.generic_string() << " holds " << word);
        }
    }
}
