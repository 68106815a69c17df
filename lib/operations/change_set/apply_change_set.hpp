// Writes exactly what a change set says, to the mall and the version that it was made for.
#pragma once

#include "db/session.hpp"
#include "operations/apply.hpp"
#include "operations/change_set/change_set_reader.hpp"

namespace mallctl::operations {

// As apply() of files, through the same writer: one transaction, the mall's lock when all is staged, a dry
// run the same, rolled back. options.mall may be empty; force_conflicts, prune and refused have no meaning,
// and an empty max_deletes stands for that of the header. What a person has changed is written over: whoever
// saved the change set decided that. Throws core::Error(conflict) where the mall is not at the base version
// any more (the message says whether it seems to be applied already) and, with findings M076, where a row is
// not what it was; (rejected) with finding M077 for a change set of another mall of that slug, and otherwise
// as ChangeSetReader and apply() do.
WriteReport apply_change_set(db::Session& session, ChangeSetReader& changes, const std::string& name,
                             const ApplyOptions& options);

}  // namespace mallctl::operations
