// One upload looked at, or applied, as `mallctl import --dry-run` and `mallctl import` do.
#pragma once

#include <filesystem>
#include <optional>

#include "access/principal.hpp"
#include "core/uuid.hpp"
#include "db/session.hpp"

namespace mallctl::server {

struct ImportJob {
    enum class Step { check, apply };

    Step step = Step::check;
    core::Uuid mall = {};
    core::Uuid import = {};
    // In whose name; nothing for what a program left behind that was killed: that is only looked at.
    std::optional<access::Principal> who = {};
    bool force = false;  // apply also where the mall has changed since the check
};

// Does it and keeps what came of it, whatever that is. Does nothing where another program does it, and where
// the import is not in a state for it any more. An import that was being applied by a program that is gone,
// and so was not, can be applied again afterwards. Files lie below `spool` meanwhile. Throws
// core::Error(unreachable), and then the import stays as it is, for recover_import().
void run_import_job(db::Session& session, const ImportJob& job, const std::filesystem::path& spool);

// What a program left behind: looked at again, or told that it was not applied.
void recover_import(db::Session& session, const core::Uuid& mall, const core::Uuid& import,
                    const std::filesystem::path& spool);

}  // namespace mallctl::server
