#include "db/catalog/narrow_rows.hpp"

#include <fmt/format.h>

#include <string>

#include "db/kind_columns.hpp"

namespace mallctl::db {

namespace {

// Of fewer rows no statement takes long, and of a larger share of them each takes about as long as before.
constexpr std::int64_t least_rows = 10'000;
constexpr std::int64_t least_unchanged_to_one = 9;

bool is_mostly_unchanged(const ComparedKind& kind) {
    const std::int64_t changed = kind.added + kind.updated + kind.taken_over;
    return !kind.all_new && kind.staged.rows >= least_rows &&
           kind.staged.rows - changed >= least_unchanged_to_one * changed;
}

}  // namespace

void narrow_rows(CatalogWork& catalog) {
    for (ComparedKind& kind : catalog.kinds) {
        if (!is_mostly_unchanged(kind)) continue;
        const std::string name = kind.staged.kind->name;
        // The planner has to know that few rows are left: it would hash all of them. To empty the table would
        // take longer than to leave it aside.
        catalog.work.run_script(
            fmt::format("analyze {1}; alter table {0} rename to {2}; create temp table {3} on commit drop as "
                        "select s.* from pg_temp.{2} s join {1} d on d._seq = s._seq; analyze {0}",
                        staged_table(*kind.staged.kind), delta_table(*kind.staged.kind),
                        quoted("whole_" + name), quoted("staged_" + name)));
        kind.narrowed = true;
    }
}

}  // namespace mallctl::db
