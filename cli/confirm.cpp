#include "cli/confirm.hpp"

#include <algorithm>
#include <istream>
#include <ostream>

#include "cli/context.hpp"
#include "core/error.hpp"

namespace mallctl::cli {

void require_answer(Context& context, bool yes, const std::string& advice) {
    const bool can_ask = context.streams.in_is_tty && context.streams.err_is_tty && !context.options.no_input;
    if (yes || can_ask) return;
    throw core::Error(core::Fault::usage, "this takes something away, and there is no terminal to ask on",
                      advice);
}

bool ask(Context& context, const std::string& question) {
    context.streams.err << question << " [y/N] " << std::flush;
    std::string answer;
    std::getline(context.streams.in, answer);
    std::transform(answer.begin(), answer.end(), answer.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return answer == "y" || answer == "yes";
}

}  // namespace mallctl::cli
