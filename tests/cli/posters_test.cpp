// Posters as people get them: a phone reads the code, and the names are text.
#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/database.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/process.hpp"

using namespace mallctl::test;
namespace fs = std::filesystem;
using Catch::Matchers::Contains;

namespace {

class Riverside {
  public:
    Riverside() {
        options.environment = {{"MALLCTL_DATABASE", database_.url()},
                               {"MALLCTL_NOW", "2026-06-15T10:00:00Z"},
                               {"MALLCTL_BASE_URL", "https://guide.example"}};
        options.directory = directory_.path();
        const fs::path sample = source_dir() / "samples/riverside";
        mallctl({"apply", sample.string(), "--no-plan"});
        mallctl({"import", (sample / "imdf").string(), "--mall", "riverside"});
    }

    void mallctl(const std::vector<std::string>& arguments) const {
        const auto result = run_mallctl(arguments, options);
        INFO(result.err);
        REQUIRE(result.exit_code == 0);
    }

    std::string file(const std::string& name) const { return read_file(directory_.path() / name); }

    RunOptions options;

  private:
    TestDatabase database_;
    TemporaryDirectory directory_;
};

bool is_installed(const std::string& program) {
    return run({"sh", "-c", "command -v " + program}).exit_code == 0;
}

}  // namespace

TEST_CASE("posters are the same on two runs, decode to their links, and say their names in text") {
    const Riverside mall;
    for (const std::string layout : {"poster", "card"}) {
        const std::vector<std::string> words = {"export",        "qr",       "--mall", "riverside", "--where",
                                                "kind=entrance", "--layout", layout};
        for (const std::string name : {"first.pdf", "second.pdf"}) {
            auto arguments = words;
            arguments.insert(arguments.end(), {"-o", name});
            mall.mallctl(arguments);
        }
        CHECK(mall.file("first.pdf") == mall.file("second.pdf"));

        if (!is_installed("pdftotext") || !is_installed("pdftoppm") || !is_installed("zbarimg")) {
            WARN("poppler-utils or zbar-tools is absent: the codes are not read");
            return;
        }
        const std::string text = run({"pdftotext", "first.pdf", "-"}, mall.options).out;
        for (const auto* name : {"Riverside", "North entrance", "Eingang Nord", "South entrance", "Level G"})
            CHECK_THAT(text, Contains(name));
        REQUIRE(run({"pdftoppm", "-r", "150", "-gray", "first.pdf", layout}, mall.options).exit_code == 0);
        const std::string codes =
            run({"sh", "-c", "zbarimg -q --raw " + layout + "-*.pgm"}, mall.options).out;
        for (const auto* link : {"https://guide.example/w/north_entrance?m=riverside&h=193\n",
                                 "https://guide.example/w/south_entrance?m=riverside&h=13\n",
                                 "https://guide.example/w/parking?m=riverside&h=283\n"}) {
            CHECK_THAT(codes, Contains(link));
        }
        CHECK(std::count(codes.begin(), codes.end(), '\n') == 3);
    }
}
