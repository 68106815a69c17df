// The navigation graph after the commit of a verb that changes floor plans.
#pragma once

#include <optional>
#include <string>

#include "core/error.hpp"
#include "operations/build.hpp"

namespace CLI {
class App;
}

namespace mallctl::operations {
struct WriteReport;
}

namespace mallctl::cli {

class Context;

// The flag --no-build of such a verb.
void declare_no_build(CLI::App& verb, bool& leaves_build);

// operations::refresh_artifacts, told on stderr; does nothing after a dry run. What the build found is added
// to `report`, and what became of the graph is its `navigation`. Where the build failed, the answer is the
// error to throw once the report is printed: it says that the data is committed and the graph is not built;
// so it is where the database cannot be asked any more. Throws nothing: the caller's report must be printed.
std::optional<core::Error> refresh_after_commit(Context& context, const std::string& mall,
                                                operations::RefreshOptions options,
                                                operations::WriteReport& report);

}  // namespace mallctl::cli
