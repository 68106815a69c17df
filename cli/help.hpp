// How --help looks.
#pragma once

namespace CLI {
class App;
}

namespace mallctl::cli {

// Call before the verbs are declared: they inherit it. Speaks of verbs and arguments, shows an option with
// the name of its value only, and its default in words.
void set_help_style(CLI::App& root);

// Call when they are declared: ends the help of each verb with where the global options are told.
void mention_global_options(CLI::App& root);

}  // namespace mallctl::cli
