#include "cli/output/completion_tables.hpp"

#include <algorithm>

namespace mallctl::cli {

namespace {

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
    return text;
}

bool is_any_of(const std::string& word, std::initializer_list<const char*> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

const std::vector<std::string>& kinds_of(const std::string& verb, const CompletionKinds& kinds) {
    if (verb == "get") return kinds.listed;
    return verb == "create" || verb == "delete" ? kinds.edited : kinds.stated;
}

// A verb that is about one kind is called like it.
std::string slugs_of(const std::string& verb, const CompletionKinds& kinds) {
    const bool is_kind = std::count(kinds.edited.begin(), kinds.edited.end(), verb) > 0;
    return is_kind ? "slugs " + verb : "slugs";
}

// An argument says by its name what it is.
std::string source_of(const Command& command, const Argument& argument, const CompletionKinds& kinds) {
    const std::string verb = command.path.empty() ? std::string() : command.path.front();
    if (!argument.choices.empty()) return "words " + joined(argument.choices);
    if (std::count(argument.names.begin(), argument.names.end(), "--mall") > 0) return "malls";
    if (argument.value == "KIND") return "words " + joined(kinds_of(verb, kinds));
    if (argument.value == "SLUG" && argument.names.empty()) return slugs_of(verb, kinds);
    if (argument.value == "FORMAT")
        return "words table json jsonl csv yaml geojson sarif junit github html svg pdf";
    if (argument.value == "DIR") return "directories";
    if (is_any_of(argument.value, {"FILE", "PATH", "SRC"})) return "files";
    return "none";
}

void add(const Command& command, const CompletionKinds& kinds, CompletionTables& tables) {
    CompletionPlace place{joined(command.path), {}, {}};
    for (const auto& verb : command.verbs) place.verbs.push_back({verb.path.back(), verb.about});
    for (const auto& option : command.options) {
        for (const auto& name : option.names) {
            place.options.push_back({name, option.about});
            if (!option.value.empty())
                tables.values.push_back({place.path, name, source_of(command, option, kinds)});
        }
    }
    for (std::size_t i = 0; i < command.places.size(); ++i) {
        const Argument& argument = command.places[i];
        tables.values.push_back(
            {place.path, argument.repeats ? "*" : std::to_string(i), source_of(command, argument, kinds)});
    }
    tables.places.push_back(std::move(place));
    for (const auto& verb : command.verbs) add(verb, kinds, tables);
}

}  // namespace

CompletionTables completion_tables(const Command& root, const CompletionKinds& kinds) {
    CompletionTables tables;
    add(root, kinds, tables);
    return tables;
}

}  // namespace mallctl::cli
