#include "tests/cli/documents.hpp"

#include <catch2/catch.hpp>
#include <sstream>

#include "tests/support/process.hpp"

namespace mallctl::test {

namespace {

constexpr const char* program = "mallctl ";

// Without a remark ("   # like this", or text behind three blanks) and blanks at either end.
std::string command_of(std::string line) {
    line.erase(0, std::min(line.find_first_not_of(' '), line.size()));
    line.erase(std::min(line.find("   "), line.size()));
    return line.substr(0, line.find_last_not_of(' ') + 1);
}

// What stands between backquotes on a line.
std::vector<std::string> code_spans(const std::string& line) {
    std::vector<std::string> spans;
    for (auto open = line.find('`'); open != std::string::npos;) {
        const auto close = line.find('`', open + 1);
        if (close == std::string::npos) break;
        spans.push_back(line.substr(open + 1, close - open - 1));
        open = line.find('`', close + 1);
    }
    return spans;
}

void take_fence_line(const std::string& line, std::vector<DocumentedCommand>& commands, bool& transcript) {
    if (line.starts_with("$ ")) {
        transcript = true;
        commands.push_back({line.substr(2), std::string{}});
    } else if (transcript) {
        *commands.back().shown += line + "\n";
    } else if (line.starts_with(program)) {
        commands.push_back({command_of(line), std::nullopt});
    }
}

}  // namespace

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

std::vector<std::string> section(const std::string& page, const std::string& title) {
    std::vector<std::string> found;
    bool inside = false;
    for (const auto& line : lines_of(page)) {
        if (line.starts_with("# "))
            inside = line == "# " + title;
        else if (inside)
            found.push_back(line);
    }
    return found;
}

std::string help(std::vector<std::string> words) {
    words.push_back("--help");
    const auto result = run_mallctl(words);
    INFO("mallctl " << words.front() << " ... --help");
    REQUIRE(result.exit_code == 0);
    REQUIRE(result.err.empty());
    return result.out;
}

std::vector<std::string> verbs_of(const std::string& help_text) {
    std::vector<std::string> verbs;
    bool inside = false;
    for (const auto& line : lines_of(help_text)) {
        if (line == "Verbs:") inside = true;
        if (line.empty()) inside = false;
        if (inside && line.starts_with("  ") && line[2] != ' ')
            verbs.push_back(line.substr(2, line.find(' ', 2) - 2));
    }
    return verbs;
}

std::vector<DocumentedCommand> markdown_commands(const std::string& text) {
    std::vector<DocumentedCommand> commands;
    bool fenced = false;
    bool transcript = false;
    for (const auto& line : lines_of(text)) {
        if (line.starts_with("```")) {
            fenced = !fenced;
            transcript = false;
        } else if (fenced) {
            take_fence_line(line, commands, transcript);
        } else if (line.starts_with("    ") && command_of(line).starts_with(program)) {
            commands.push_back({command_of(line), std::nullopt});
        } else {
            for (const auto& code : code_spans(line)) {
                if (code.starts_with(program)) commands.push_back({code, std::nullopt});
            }
        }
    }
    for (auto& command : commands) {
        while (command.shown && (command.shown->ends_with("\n\n") || command.shown == "\n"))
            command.shown->pop_back();
    }
    return commands;
}

std::vector<DocumentedCommand> page_commands(const std::string& page) {
    std::vector<DocumentedCommand> commands;
    for (const auto& line : section(page, "EXAMPLES")) {
        if (line.starts_with("    ")) commands.push_back({command_of(line), std::nullopt});
    }
    return commands;
}

std::vector<DocumentedCommand> help_commands(const std::string& help_text) {
    std::vector<DocumentedCommand> commands;
    bool inside = false;
    for (const auto& line : lines_of(help_text)) {
        if (line.empty()) inside = false;
        if (inside) commands.push_back({command_of(line), std::nullopt});
        if (line == "Examples:") inside = true;
    }
    return commands;
}

}  // namespace mallctl::test
