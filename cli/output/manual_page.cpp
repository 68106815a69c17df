#include "cli/output/manual_page.hpp"

#include <algorithm>
#include <sstream>

#include "core/error.hpp"

namespace mallctl::cli {

namespace {

using core::Error;
using core::Fault;

// What Markdown would take for a mark loses its meaning.
std::string escaped(const std::string& text) {
    std::string result;
    for (const char c : text) {
        if (std::string_view("\\`*_<>[]&|~").find(c) != std::string_view::npos) result += '\\';
        result += c;
    }
    return result;
}

// A sentence in which the names of options stand out.
std::string sentence(const std::string& text) {
    std::istringstream words(text);
    std::string result;
    for (std::string word; words >> word;) {
        if (!result.empty()) result += ' ';
        const auto end = std::min(word.find_last_not_of(".,;:)") + 1, word.size());
        const bool is_option = word.size() > 2 && word.starts_with("--");
        result += is_option ? "**" + word.substr(0, end) + "**" + escaped(word.substr(end)) : escaped(word);
    }
    return result.ends_with('.') ? result : result + ".";
}

std::string heading_of(const Argument& argument) {
    if (argument.names.empty()) return "*" + escaped(argument.value) + "*" + (argument.repeats ? "..." : "");
    std::string names;
    for (const auto& name : argument.names) names += (names.empty() ? "**" : ", **") + name + "**";
    return argument.value.empty() ? names : names + " *" + escaped(argument.value) + "*";
}

std::string entry(const Argument& argument) {
    std::string text = heading_of(argument) + "\n: " + sentence(argument.about);
    if (!argument.fallback.empty()) text += " Default: **" + escaped(argument.fallback) + "**.";
    return text + "\n\n";
}

std::string entries(const Command& command) {
    std::string text;
    for (const auto& place : command.places) text += entry(place);
    for (const auto& option : command.options) text += entry(option);
    return text;
}

std::string entries_below(const Command& command) {
    std::string text = entries(command);
    for (const auto& verb : command.verbs) {
        std::string name;
        for (const auto& word : verb.path) name += (name.empty() ? "" : " ") + word;
        const std::string own = entries_below(verb);
        if (!own.empty()) text += "## " + name + "\n\n" + own;
    }
    return text;
}

// "mallctl-db" of "% mallctl-db 1 ...".
std::string name_of(const std::string& page) {
    std::istringstream title(page);
    std::string mark;
    std::string name;
    title >> mark >> name;
    if (mark == "%") return name;
    throw Error(Fault::failed, "a manual page begins with \"% NAME SECTION\"");
}

const Command& command_of(const std::string& name, const Command& root) {
    const Command* command = &root;
    if (name != "mallctl")
        command = find_command(root, {name.substr(std::min(name.find('-'), name.size() - 1) + 1)});
    if (command != nullptr) return *command;
    throw Error(Fault::failed, "the manual page " + name + " is about a verb that there is not");
}

}  // namespace

std::string manual_page(const std::string& page, const Command& root) {
    constexpr std::string_view heading = "\n# OPTIONS\n";
    const std::string name = name_of(page);
    const Command& command = command_of(name, root);
    const auto at = page.find(heading);
    if (at == std::string::npos) throw Error(Fault::failed, "the manual page " + name + " has no OPTIONS");
    std::string options = command.path.empty() ? entries(command) : entries_below(command);
    if (options.empty()) options = "Only the global options of **mallctl**(1).\n\n";
    const auto rest = page.find_first_not_of('\n', at + heading.size());
    return page.substr(0, at) + std::string(heading) + "\n" + options +
           (rest == std::string::npos ? "" : page.substr(rest));
}

}  // namespace mallctl::cli
