// The artifacts after the commit of a verb that changes what they are made of.
#pragma once

#include <optional>
#include <string>

#include "cli/write_options.hpp"
#include "core/error.hpp"

namespace mallctl::operations {
struct WriteReport;
}

namespace mallctl::cli {

class Context;

// Which artifacts are looked at.
enum class Refresh {
    changed,    // those that what was changed may have made stale
    all,        // each, where there is one
    all_first,  // each, and where there is none yet it is built
};

// operations::refresh_artifacts, told on stderr; does nothing after a dry run. What the builds found is added
// to `report`, and what became of the artifacts is its `navigation` and `search`. Where a build failed, the
// answer is the error to throw once the report is printed: it says that the data is committed and what is not
// built; so it is where the database cannot be asked any more. Throws nothing: the caller's report must be
// printed.
std::optional<core::Error> refresh_after_commit(Context& context, const std::string& mall,
                                                const WriteOptions& options, operations::WriteReport& report,
                                                Refresh which = Refresh::changed);

}  // namespace mallctl::cli
