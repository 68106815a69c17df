// What every step of a write of the catalog works on.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "catalog/row.hpp"
#include "core/uuid.hpp"
#include "db/catalog/staged_kind.hpp"
#include "db/connection.hpp"

namespace mallctl::db {

// What the rows of one kind do to those that are stored. Kinds that nobody has stored yet need no comparison:
// their delta table stays empty and all staged rows are new.
struct ComparedKind {
    StagedKind staged;
    bool all_new = false;
    std::int64_t added = 0;
    std::int64_t updated = 0;     // in a declared field
    std::int64_t taken_over = 0;  // only in who made the row, or what a person has changed
    bool narrowed = false;        // only rows of the delta are staged, see db/catalog/narrow_rows.hpp

    // The place of a field among those that are declared.
    std::size_t field(const char* name) const { return catalog::field_index(*staged.kind, name); }
};

struct CatalogWork {
    Work& work;
    core::Uuid mall;
    std::int64_t version = 0;   // the number that the mall's next version gets
    std::string origin;         // of the rows: "apply" where files state them, "api" where a person does
    bool refuses_rows = false;  // those with findings are left out, and what refers to them too
    // Staged rows that are refused already: they are checked, and never written. Most runs have none, and
    // then no statement looks for them.
    std::int64_t refused = 0;
    std::vector<ComparedKind> kinds;  // in the order of catalog::kinds()

    // Null where nothing is staged of the kind.
    const ComparedKind* find(const std::string& kind) const;
};

// For a statement over `s`, a staged row: true where it is new.
std::string is_new(const ComparedKind& kind);

// A condition on the staged row `row`: that its key could be read, without which nobody knows which stored
// row it is about, and each of the fields whose bits are set in `fields`.
std::string is_read(const CatalogWork& catalog, std::uint64_t fields, const std::string& row = "s");

// For a statement that joins `t`, the stored rows, by their ids with a delta: nothing, or a condition more,
// by which few rows are looked up and not all rows of the mall read. The planner expects few rows of a mall
// that came after the last ANALYZE, so that it does not see that by itself.
std::string of_few(const ComparedKind& kind);

// A subquery, to be named by the caller, of the staged rows that are new or change something, as they are
// to be stored: _seq, _new (boolean), id, slug and every field by its column. $1 is the mall.
std::string wanted_rows(const ComparedKind& kind);

}  // namespace mallctl::db
