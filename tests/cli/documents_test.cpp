// The documentation is honest: what it tells people to type runs, and prints what it says.
#include "tests/cli/documents.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/paths.hpp"
#include "tests/support/process.hpp"

namespace mallctl::test {

namespace {

namespace fs = std::filesystem;

struct Exception {
    std::string beginning;  // of the command
    std::string reason;     // why it cannot run here by itself
};

const std::vector<Exception> exceptions = {
    {"mallctl serve", "runs until it is stopped, on a port that others may have; tests/server runs it"},
    {"mallctl status --watch", "runs until a signal ends it; tests/server runs it"},
    {"curl ", "asks a server that the reader has started; tests/server asks the same"},
    {"MALLCTL_DATABASE=postgresql://admin@db.example/", "a server that does not exist"},
};

bool runs_by_itself(const DocumentedCommand& command) {
    return std::none_of(exceptions.begin(), exceptions.end(), [&](const Exception& exception) {
        return command.line.starts_with(exception.beginning);
    });
}

// `diff` has something to show when a document has changed the sample, and says so by its exit code.
bool succeeded(const DocumentedCommand& command, const RunResult& result) {
    return result.exit_code == 0 || (result.exit_code == 6 && command.line.starts_with("mallctl diff "));
}

void add_help(std::vector<Document>& documents, const std::vector<std::string>& words) {
    std::string name = "mallctl";
    for (const auto& word : words) name += " " + word;
    const std::string text = help(words);
    documents.push_back({name + " --help", help_commands(text)});
    for (const auto& verb : verbs_of(text)) {
        auto below = words;
        below.push_back(verb);
        add_help(documents, below);
    }
}

std::vector<Document> all_documents() {
    const fs::path root = source_dir();
    std::vector<Document> documents = {{"README.md", markdown_commands(read_file(root / "README.md"))}};
    std::vector<fs::path> pages;
    for (const auto& entry : fs::directory_iterator(root / "man")) {
        if (entry.path().filename().string().ends_with(".1.md")) pages.push_back(entry.path());
    }
    std::sort(pages.begin(), pages.end());
    for (const auto& page : pages)
        documents.push_back({page.filename().string(), page_commands(read_file(page))});
    add_help(documents, {});
    // The last one: it imports the sample's plan from its other formats.
    documents.push_back({"samples/README.md", markdown_commands(read_file(root / "samples/README.md"))});
    return documents;
}

// A private cluster that holds the sample mall, and a shell in which `mallctl` is the built program. Its
// clock stands at the time that the README names.
class Reader {
  public:
    Reader() {
        ::chmod(home_.path().c_str(), 0711);  // as root the server has a user of its own
        const auto zipped = type("cd \"$SAMPLE\" && python3 -m zipfile -c ~/imdf.zip *", home_.path());
        INFO(zipped.err);
        REQUIRE(zipped.exit_code == 0);
    }
    ~Reader() { type("mallctl db stop; mallctl db stop --data-dir ~/malls", home_.path()); }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    // Starts the cluster, which the document before may have stopped, and makes the mall again what the
    // sample says, whatever the examples before have changed.
    void restore_sample(const fs::path& desk) const {
        for (const char* line :
             {"mallctl db start", "mallctl apply samples/riverside --prune --force-conflicts"}) {
            const auto result = type(line, desk);
            INFO(line << "\n" << result.err);
            REQUIRE(result.exit_code == 0);
        }
    }

    // A directory with the files that examples name.
    fs::path fresh_desk(const std::string& name) const {
        const fs::path desk = home_.path() / "desks" / std::to_string(std::hash<std::string>{}(name));
        fs::remove_all(desk);
        fs::create_directories(desk);
        fs::copy(source_dir() / "samples", desk / "samples", fs::copy_options::recursive);
        write_file(desk / "stores.food.csv", "slug,tags\nbakery,bread;cakes\n");
        for (const char* archive : {"plan.zip", "IMDFData.zip"})
            fs::copy_file(home_.path() / "imdf.zip", desk / archive);
        fs::copy_file(source_dir() / "samples/riverside/geojson/riverside.geojson", desk / "plan.geojson");
        return desk;
    }

    RunResult type(const std::string& line, const fs::path& desk) const {
        RunOptions options;
        options.directory = desk;
        options.unset = {"MALLCTL_DATABASE", "MALLCTL_MALL", "MALLCTL_CONFIG", "XDG_CONFIG_HOME"};
        options.environment = {{"HOME", home_.path().string()},
                               {"SAMPLE", (source_dir() / "samples/riverside/imdf").string()},
                               {"MALLCTL_DATA_DIR", (home_.path() / "data").string()},
                               {"MALLCTL_NOW", "2026-06-15T10:00:00Z"},
                               {"PATH", mallctl_binary().parent_path().string() + ":" + std::getenv("PATH")}};
        return run({"bash", "-c", "set -o pipefail; " + line}, options);
    }

  private:
    TemporaryDirectory home_;
};

}  // namespace

TEST_CASE("every command of README, manual pages and help runs, and prints what is shown", "[documents]") {
    const Reader reader;
    std::size_t shown = 0;
    for (const auto& document : all_documents()) {
        const fs::path desk = reader.fresh_desk(document.name);
        reader.restore_sample(desk);
        for (const auto& command : document.commands) {
            if (!runs_by_itself(command)) continue;
            const auto result = reader.type(command.line, desk);
            INFO(document.name << ": " << command.line << "\n" << result.err);
            INFO("exit code " << result.exit_code);
            CHECK(succeeded(command, result));
            if (!command.shown) continue;
            ++shown;
            CHECK(result.out == *command.shown);
            CHECK(result.err.empty());
        }
    }
    CHECK(shown >= 2);
}

TEST_CASE("every exception to running the documentation is needed", "[documents]") {
    const auto documents = all_documents();
    for (const auto& exception : exceptions) {
        const bool needed = std::any_of(documents.begin(), documents.end(), [&](const Document& document) {
            return std::any_of(document.commands.begin(), document.commands.end(), [&](const auto& command) {
                return command.line.starts_with(exception.beginning);
            });
        });
        if (!needed) FAIL_CHECK("no document says \"" << exception.beginning << "\" any more");
    }
}

TEST_CASE("what the README shows is what the quickstart prints", "[documents]") {
    const std::string script = read_file(source_dir() / "samples/quickstart");
    for (const auto& command : markdown_commands(read_file(source_dir() / "README.md"))) {
        if (!command.shown) continue;
        INFO(command.line);
        REQUIRE(command.line.starts_with("mallctl "));
        CHECK(script.find("\nrun " + command.line.substr(8) + "\n") != std::string::npos);
    }
}

TEST_CASE("commands are found in fences, indented blocks, spans and transcripts") {
    const auto found = markdown_commands(
        "Use `mallctl get mall` or `ls`.\n\n"
        "```sh\nmallctl db start    # remark\nls\n```\n"
        "    mallctl db stop\n"
        "```\n$ mallctl a\none\n\ntwo\n\n$ mallctl b\n```\n");
    REQUIRE(found.size() == 5);
    CHECK(found[0].line == "mallctl get mall");
    CHECK(found[1].line == "mallctl db start");
    CHECK_FALSE(found[1].shown);
    CHECK(found[2].line == "mallctl db stop");
    CHECK(found[3].shown == "one\n\ntwo\n");
    CHECK(found[4].shown == "");
}

}  // namespace mallctl::test
