#include "cli/option_checks.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>

#include "core/closest.hpp"

namespace mallctl::cli {

namespace {

// CLI11 keeps a name beside each check, and shows it nowhere: there the words stay with their option.
constexpr std::string_view words_prefix = "words:";

}  // namespace

void allow_words(CLI::Option* option, std::vector<std::string> words) {
    const std::string name = fmt::format("{}{}", words_prefix, fmt::join(words, ","));
    option->check(
        [words = std::move(words)](const std::string& given) -> std::string {
            if (std::find(words.begin(), words.end(), given) != words.end()) return {};
            const auto near = core::closest(given, words);
            return fmt::format("\"{}\" is not one of {}{}", given, fmt::join(words, ", "),
                               near ? "; did you mean " + *near + "?" : "");
        },
        "", name);
}

std::vector<std::string> allowed_words(CLI::Option& option) {
    const CLI::Validator* check = nullptr;
    try {
        check = option.get_validator(0);
    } catch (const CLI::OptionNotFound&) {
        return {};  // it takes anything
    }
    if (!check->get_name().starts_with(words_prefix)) return {};
    return CLI::detail::split(check->get_name().substr(words_prefix.size()), ',');
}

void allow_range(CLI::Option* option, long long lowest, long long highest) {
    option->check([=](const std::string& given) -> std::string {
        long long number = 0;
        const char* const end = given.data() + given.size();
        const auto [stopped, error] = std::from_chars(given.data(), end, number);
        if (error == std::errc{} && stopped == end && number >= lowest && number <= highest) return {};
        return fmt::format("\"{}\" is not a whole number from {} to {}", given, lowest, highest);
    });
}

}  // namespace mallctl::cli
