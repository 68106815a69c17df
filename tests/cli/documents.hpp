// What the documentation tells people to type: read from README.md, the manual pages and --help.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace mallctl::test {

struct DocumentedCommand {
    std::string line;                  // as one would type it
    std::optional<std::string> shown;  // what the document says it prints, where it says so
};

struct Document {
    std::string name;
    std::vector<DocumentedCommand> commands;  // in the document's order
};

std::vector<std::string> lines_of(const std::string& text);

// The lines of one "# TITLE" section of a manual page.
std::vector<std::string> section(const std::string& page, const std::string& title);

// What `mallctl WORDS --help` prints; fails the test when that fails.
std::string help(std::vector<std::string> words);

// The names below "Verbs:" of a help text, in order.
std::vector<std::string> verbs_of(const std::string& help_text);

// Code of a Markdown text that begins with "mallctl ": in fences, indented blocks and spans. In a fence,
// lines
// "$ COMMAND" are followed by what it prints, up to the next one or the end; blank lines at the end do not
// count.
std::vector<DocumentedCommand> markdown_commands(const std::string& text);

// The indented lines of EXAMPLES of a page of section 1.
std::vector<DocumentedCommand> page_commands(const std::string& page);

// The lines after "Examples:", without the remarks behind them.
std::vector<DocumentedCommand> help_commands(const std::string& help_text);

}  // namespace mallctl::test
