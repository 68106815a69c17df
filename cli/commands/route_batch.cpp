#include "cli/commands/route_batch.hpp"

#include "cli/line_batch.hpp"
#include "operations/route_batch.hpp"

namespace mallctl::cli {

int run_route_batch(Context& context, const std::string& file, const operations::Snapshot& snapshot,
                    const UsualRequest& usual) {
    return run_line_batch(context, file, operations::longest_query,
                          [&](std::size_t number, std::string_view line) -> LineAnswer {
                              auto answer = operations::answer_query(snapshot, number, line, usual());
                              return {std::move(answer.json), answer.fault};
                          });
}

}  // namespace mallctl::cli
