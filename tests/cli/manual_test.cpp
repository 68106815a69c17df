#include <catch2/catch.hpp>
#include <regex>
#include <set>

#include "tests/cli/documents.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/process.hpp"

using namespace mallctl::test;
namespace fs = std::filesystem;

namespace {

using Words = std::set<std::string>;

fs::path manual() {
    return source_dir() / "man";
}

// The long flags that stand at the beginning of lines, after a short one perhaps.
Words flags_at_line_starts(const std::vector<std::string>& lines, const std::regex& pattern) {
    Words flags;
    for (const auto& line : lines) {
        std::smatch match;
        if (std::regex_search(line, match, pattern)) flags.insert(match[1]);
    }
    return flags;
}

// The page as it is installed, with the options of the program put in.
std::string finished(const fs::path& page) {
    const auto result = run_mallctl({"export", "man-page", page.string()});
    INFO(result.err);
    REQUIRE(result.exit_code == 0);
    return result.out;
}

Words flags_of_page(const std::string& text) {
    static const std::regex pattern(R"(^(?:\*\*-\w\*\*, )?\*\*(--[a-z-]+)\*\*)");
    return flags_at_line_starts(section(text, "OPTIONS"), pattern);
}

Words flags_of_help(const std::string& text) {
    static const std::regex pattern(R"(^  (?:-\w,)?(--[a-z-]+))");
    return flags_at_line_starts(lines_of(text), pattern);
}

std::string listed(const Words& words) {
    std::string text;
    for (const auto& word : words) text += word + " ";
    return text;
}

}  // namespace

TEST_CASE("every verb has help with examples and a manual page that names the same options") {
    const auto verbs = verbs_of(help({}));
    REQUIRE(verbs.size() >= 4);
    for (const auto& verb : verbs) {
        const std::string text = help({verb});
        Words flags = flags_of_help(text);
        if (text.find("Examples:") == std::string::npos)
            FAIL_CHECK("mallctl " << verb << " --help has no examples");
        for (const auto& below : verbs_of(text)) {
            const std::string detail = help({verb, below});
            if (detail.find("Examples:") == std::string::npos)
                FAIL_CHECK("mallctl " << verb << " " << below << " --help has no examples");
            flags.merge(flags_of_help(detail));
        }
        flags.erase("--help");  // mallctl(1) tells of it
        const fs::path path = manual() / ("mallctl-" + verb + ".1.md");
        if (!fs::exists(path)) {
            FAIL_CHECK("no manual page " << path.filename());
            continue;
        }
        if (!flags_of_page(read_file(path)).empty())
            FAIL_CHECK(path.filename() << " has options by hand: they come from the declaration");
        const Words documented = flags_of_page(finished(path));
        if (documented != flags)
            FAIL_CHECK(verb << ": the page has " << listed(documented) << "; --help has " << listed(flags));
    }
}

TEST_CASE("the manual of serve names every type of problem that the server answers with") {
    static const std::regex pattern(R"re(\{\s*[1-5][0-9]{2},\s*"([a-z-]+)",)re");
    const std::string page = read_file(manual() / "mallctl-serve.1.md");
    Words types;
    for (const auto& entry : fs::recursive_directory_iterator(source_dir() / "server")) {
        if (entry.path().extension() != ".cpp") continue;
        const std::string code = read_file(entry.path());
        for (std::sregex_iterator found(code.begin(), code.end(), pattern), end; found != end; ++found)
            types.insert((*found)[1]);
    }
    CHECK(types.size() > 15);
    for (const std::string& type : types) {
        INFO(type);
        CHECK(page.find('`' + type + '`') != std::string::npos);
    }
}

TEST_CASE("the first manual page names the global options and every verb") {
    const std::string text = read_file(manual() / "mallctl.1.md");
    const std::string shown = help({});
    CHECK(flags_of_page(finished(manual() / "mallctl.1.md")) == flags_of_help(shown));
    for (const auto& verb : verbs_of(shown)) {
        if (text.find("| **" + verb + "** |") == std::string::npos)
            FAIL_CHECK("mallctl(1) does not list " << verb);
    }
}

TEST_CASE("every manual page has the sections of its kind, in order, and refers to pages that exist") {
    const std::vector<std::string> expected = {"NAME",     "SYNOPSIS",    "DESCRIPTION", "OPTIONS",
                                               "EXAMPLES", "EXIT STATUS", "FILES",       "SEE ALSO"};
    static const std::regex reference(R"(\*\*(mallctl[a-z-]*)\*\*\((\d)\))");
    for (const auto& entry : fs::directory_iterator(manual())) {
        const std::string name = entry.path().filename().string();
        if (!name.ends_with(".md")) continue;
        const std::string text = read_file(entry.path());
        if (name.ends_with(".1.md")) {
            std::vector<std::string> titles;
            for (const auto& line : lines_of(text)) {
                if (line.starts_with("# ") && line != "# ENVIRONMENT") titles.push_back(line.substr(2));
            }
            INFO(name);
            CHECK(titles == expected);
        }
        for (std::sregex_iterator it(text.begin(), text.end(), reference), end; it != end; ++it) {
            const std::string target = (*it)[1].str() + "." + (*it)[2].str() + ".md";
            if (!fs::exists(manual() / target))
                FAIL_CHECK(name << " refers to " << target << ", which is not there");
        }
    }
}
