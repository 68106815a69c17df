// The one way into the catalog: rows are staged, compared with what is stored, checked, and written by one
// insert, one update and one delete a kind.
//
//   CatalogWriter writer(transaction, options);
//   while (reader.next(row)) writer.add(row);      no lock is held
//   writer.end_rows();
//   transaction.lock_mall(timeout);
//   auto checked = writer.check(reader.files());
//   if (no errors, no conflicts) { changed = writer.write(); record_version(...); }
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "catalog/manifest_reader.hpp"
#include "catalog/row.hpp"
#include "core/change.hpp"
#include "core/diagnostic.hpp"
#include "db/expected_row.hpp"
#include "db/session.hpp"

namespace mallctl::db {

struct CatalogWriteOptions {
    // Who states the rows: files that are applied, which take over the rows that they state; or a person,
    // whose changes are then kept apart from those of files.
    enum class Author { files, person };
    Author author = Author::files;
    bool force_conflicts = false;
    // Delete rows that files made and state no more, of the kinds that are staged.
    bool prune = false;
    // How many rows of a kind may be deleted: a number, or a share of those stored; at least one where it is
    // a share above 0%. Empty: any number.
    std::string most_deletes = {};
    // Takes rows that have a finding, which are then left out with all that refers to them, and are findings
    // all the same; the others can be written. Where it is empty nothing may be written as long as there are
    // findings.
    std::function<void(const catalog::RejectedRow&)> on_refused = {};
    // Takes what else is wrong with rows that add_refused() was given, by their numbers. With on_refused.
    std::function<void(std::int64_t number, const core::Diagnostics&)> on_more_reasons = {};
    std::string currency = {};  // of the amounts in them
};

struct CatalogCheck {
    // Errors, those of rows by place: at most 1000, then one that counts the rest.
    core::Diagnostics findings;
    core::Diagnostics removals;   // those of them that are about rows which are not to be deleted
    core::Diagnostics conflicts;  // with what a person has changed; none where they are forced
    bool has_mall = false;        // it is stored, or its row is staged and not refused
};

// One write, in one transaction for a mall.
class CatalogWriter {
  public:
    CatalogWriter(Transaction& transaction, CatalogWriteOptions options);
    ~CatalogWriter();
    CatalogWriter(const CatalogWriter&) = delete;
    CatalogWriter& operator=(const CatalogWriter&) = delete;

    // As CatalogStaging::add and add_refused. With a refused row nothing may be written but where on_refused
    // is there.
    void add(const catalog::Row& row);
    void add_refused(const catalog::Row& row, std::uint64_t unread, std::int64_t number);
    void add_refused(const std::string& kind, const std::string& key);

    // A key that may be there twice. Unless this is called, with whatever list, keys of all rows are
    // compared.
    void suspect_duplicates(const std::string& kind, const std::vector<std::string>& keys);

    // A row that is to go. Throws core::Error(failed), at check(), where there is none.
    void remove(const std::string& kind, const std::string& slug);

    // What a saved change set says of a row that it changes. Where it is to go, it goes with check().
    void expect(const ExpectedRow& row);

    // Of what was expected, under the mall's lock and before check(): M076 for every row that is not as it
    // was, at most 1000; and whether every row already is what it is to become. `file`: of the findings.
    core::Diagnostics check_expected(const std::string& file);
    bool is_as_intended();

    // Sends the last rows, after which nothing may be added; before that no other statement may run in the
    // transaction, as taking the lock. check() does it where it was not done.
    void end_rows();

    // Compares and checks everything; to be called once, under the mall's lock. `files`:
    // names by catalog::Row::file. The mall must be stored or staged.
    CatalogCheck check(const std::vector<std::string>& files);

    // Writes what was checked, with its audit entries, numbered as the version that is recorded next. Must
    // not be called when check() found an error. Throws core::Error(rejected) where the
    // database refuses a row all the same.
    core::ChangeSummary write();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace mallctl::db
