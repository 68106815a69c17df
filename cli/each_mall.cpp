#include "cli/each_mall.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <ostream>

#include "cli/context.hpp"
#include "cli/exit_code.hpp"
#include "cli/output/bounded_text.hpp"
#include "cli/output/joined_results.hpp"

namespace mallctl::cli {

namespace {

struct MallRun {
    MallResult result;
    std::map<std::string, std::string> texts;  // by -o file
    std::optional<TooMuchToJoin> too_much;
};

MallRun run_in(const std::string& mall, Context& context, const std::function<int(Context&)>& run) {
    MallRun one;
    one.result.mall = mall;
    context.enter_mall(mall);
    try {
        one.result.exit_code = run(context);
    } catch (const TooMuchToJoin& error) {
        one.too_much = error;
    } catch (const core::Error& error) {
        if (error.fault() == core::Fault::usage || error.fault() == core::Fault::interrupted) throw;
        one.result.error = error;
        one.result.exit_code = exit_code(error.fault());
    }
    one.texts = context.take_results();
    return one;
}

core::Error of_mall(const std::string& mall, const core::Error& error) {
    return {error.fault(), "mall " + mall + ": " + error.what(), error.advice(), error.findings()};
}

std::optional<TooMuchToJoin> why_not_joined(std::size_t bytes) {
    try {
        require_joinable(bytes);
    } catch (const TooMuchToJoin& error) {
        return error;
    }
    return std::nullopt;
}

void write_joined(const std::vector<MallRun>& runs, Context& context) {
    for (const auto& file : context.output_files()) {
        std::vector<MallResult> results;
        const std::string format = context.output_format(file);
        if (Context::is_file_a_mall(file) || !can_join(format)) continue;
        for (const auto& one : runs) {
            results.push_back(one.result);
            if (const auto text = one.texts.find(file); text != one.texts.end())
                results.back().text = text->second;
        }
        context.write_output(file, [&](std::ostream& out) { out << joined_results(results, format); });
    }
}

}  // namespace

int run_in_each_mall(Context& context, const std::function<int(Context&)>& run,
                     const std::function<void(const core::Error&)>& tell) {
    return run_in_malls(context.malls(), context, run, tell);
}

int run_in_malls(const std::vector<std::string>& malls, Context& context,
                 const std::function<int(Context&)>& run,
                 const std::function<void(const core::Error&)>& tell) {
    std::vector<MallRun> runs;
    int highest = exit_done;
    std::size_t joined = 0;
    std::optional<TooMuchToJoin> too_much;
    for (const auto& mall : malls) {
        runs.push_back(run_in(mall, context, run));
        const MallRun& one = runs.back();
        highest = std::max(highest, one.result.exit_code);
        if (one.result.error) tell(of_mall(mall, *one.result.error));
        for (const auto& [file, text] : one.texts) joined += text.size();
        if (!too_much) too_much = one.too_much ? one.too_much : why_not_joined(joined);
        if (too_much) runs.clear();  // of no use any more, but the other malls have their turn
    }
    if (too_much) throw *too_much;
    write_joined(runs, context);
    return highest;
}

}  // namespace mallctl::cli
