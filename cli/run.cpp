#include "cli/run.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <new>
#include <ostream>

#include "cli/commands/verbs.hpp"
#include "cli/each_mall.hpp"
#include "cli/exit_code.hpp"
#include "cli/global_options.hpp"
#include "cli/help.hpp"
#include "cli/output/color.hpp"
#include "cli/output/failure.hpp"
#include "cli/usage.hpp"
#include "cli/verb.hpp"

namespace mallctl::cli {

namespace {

// What a failure needs to know works without a configuration, which may be what failed.
std::string flag_or_variable(const std::string& flag, const char* variable, const char* fallback) {
    if (!flag.empty()) return flag;
    const char* value = std::getenv(variable);
    return value != nullptr && *value != '\0' ? value : fallback;
}

int report(const core::Error& error, const GlobalOptions& options, const Streams& streams) {
    const bool json = flag_or_variable(options.format, "MALLCTL_FORMAT", "table") == "json";
    const std::string color = flag_or_variable(options.color, "MALLCTL_COLOR", "auto");
    streams.err << (json ? failure_json(error) : failure_text(error, use_color(color, streams.err_is_tty)))
                << std::flush;
    return exit_code(error.fault());
}

// "help VERB..." is "VERB... --help", as people try it.
std::vector<std::string> as_option_of_verb(std::vector<std::string> arguments) {
    if (arguments.empty() || arguments.front() != "help") return arguments;
    arguments.erase(arguments.begin());
    arguments.emplace_back("--help");
    return arguments;
}

// The deepest parsed verb: for "db start" that of "start", not of "db".
const Verb* chosen(const std::vector<Verb>& verbs) {
    const auto it = std::find_if(verbs.rbegin(), verbs.rend(),
                                 [](const Verb& verb) { return verb.app != nullptr && verb.app->parsed(); });
    return it == verbs.rend() ? nullptr : &*it;
}

int run_verb(const std::vector<Verb>& verbs, const Streams& streams, const GlobalOptions& options) {
    const Verb* verb = chosen(verbs);
    if (verb == nullptr) throw core::Error(core::Fault::usage, "no verb given", "see: mallctl --help");
    const auto begin = std::chrono::steady_clock::now();
    Context context(streams, options);
    const bool in_each = verb->each_mall && verb->each_mall() && context.several_malls();
    const int code =
        in_each ? run_in_each_mall(context, verb->run,
                                   [&](const core::Error& error) { report(error, options, streams); })
                : verb->run(context);
    streams.out.flush();
    if (!streams.out)
        throw core::Error(core::Fault::failed, "cannot write to standard output", "is the disk full?");
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
    context.detail(fmt::format("took {:.2f} s", taken.count()));
    return code;
}

// Help and version are "errors" to CLI11; everything else that it throws is a usage error.
int answer_parse(const CLI::ParseError& error, const CLI::App& root,
                 const std::vector<std::string>& arguments, const GlobalOptions& options,
                 const Streams& streams) {
    if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) {
        if (const auto wrong = unknown_verb(root)) throw *wrong;
        std::ostringstream help;
        std::ostringstream ignored;
        root.exit(error, help, ignored);
        streams.out << help.str() << std::flush;
        return exit_done;
    }
    return report(usage_error(error, root, arguments), options, streams);
}

}  // namespace

int run(const std::vector<std::string>& given, const Streams& streams) {
    const std::vector<std::string> arguments = as_option_of_verb(given);
    GlobalOptions options;
    try {
        CLI::App root("mallctl: the operating system of shopping malls", "mallctl");
        root.set_version_flag("--version", std::string("mallctl ") + MALLCTL_VERSION,
                              "Print the version and exit");
        set_help_style(root);
        root.set_help_flag("-h,--help", "Print this help and exit");
        root.fallthrough();
        root.require_subcommand(0, 1);
        root.failure_message(CLI::FailureMessage::simple);
        declare_global_options(root, options);
        const std::vector<Verb> verbs = declare_verbs(root);
        mention_global_options(root);
        root.footer(root_footer);
        if (arguments.empty()) {
            streams.err << root.help() << std::flush;
            return exit_usage;
        }
        try {
            root.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
        } catch (const CLI::ParseError& error) {
            return answer_parse(error, root, arguments, options, streams);
        }
        return run_verb(verbs, streams, options);
    } catch (const core::Error& error) {
        return report(error, options, streams);
    } catch (const std::bad_alloc&) {
        return report(
            core::Error(core::Fault::failed, "out of memory", "split the input, or use a larger machine"),
            options, streams);
    } catch (const std::filesystem::filesystem_error& error) {
        return report(core::Error(core::Fault::failed,
                                  "cannot read " + error.path1().string() + ": " + error.code().message(),
                                  "check the path and its permissions"),
                      options, streams);
    } catch (const std::exception& error) {
        return report(core::Error(core::Fault::failed, std::string("internal error: ") + error.what(),
                                  "please report this, with the command that you ran"),
                      options, streams);
    }
}

}  // namespace mallctl::cli
