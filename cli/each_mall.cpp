#include "cli/each_mall.hpp"

#include <algorithm>
#include <map>
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
};

MallRun run_in(const std::string& mall, Context& context, const std::function<int(Context&)>& run) {
    MallRun one;
    one.result.mall = mall;
    context.enter_mall(mall);
    try {
        one.result.exit_code = run(context);
    } catch (const core::Error& error) {
        if (error.fault() == core::Fault::usage || error.fault() == core::Fault::interrupted) throw;
        one.result.error = error;
        one.result.exit_code = exit_code(error.fault());
    }
    one.texts = context.take_results();
    return one;
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
    std::vector<MallRun> runs;
    int highest = exit_done;
    std::size_t joined = 0;
    for (const auto& mall : context.malls()) {
        runs.push_back(run_in(mall, context, run));
        for (const auto& [file, text] : runs.back().texts) joined += text.size();
        require_joinable(joined);
        const MallResult& result = runs.back().result;
        highest = std::max(highest, result.exit_code);
        if (!result.error) continue;
        const core::Error& error = *result.error;
        tell(core::Error(error.fault(), "mall " + mall + ": " + error.what(), error.advice(),
                         error.findings()));
    }
    write_joined(runs, context);
    return highest;
}

}  // namespace mallctl::cli
