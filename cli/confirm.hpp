// Questions before what takes something away.
#pragma once

#include <string>

namespace mallctl::cli {

class Context;

// Call before anything is done: throws core::Error(usage), naming --yes, where `yes` is false and nobody can
// be asked (standard input or standard error is no terminal, or --no-input).
void require_answer(Context& context, bool yes,
                    const std::string& advice = "say --yes to do it, or --dry-run to see what it would do");

// Asks on standard error and reads a line of standard input; true for "y" and "yes" in any case.
bool ask(Context& context, const std::string& question);

}  // namespace mallctl::cli
