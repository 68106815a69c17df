// Writes a change set, change by change.
#pragma once

#include <memory>
#include <ostream>

#include "db/catalog_changes.hpp"
#include "operations/change_set/change_set.hpp"

namespace mallctl::operations {

class ChangeSetWriter {
  public:
    // `out` must outlive the writer.
    explicit ChangeSetWriter(std::ostream& out);
    ~ChangeSetWriter();
    ChangeSetWriter(const ChangeSetWriter&) = delete;
    ChangeSetWriter& operator=(const ChangeSetWriter&) = delete;

    // To be called once, first.
    void begin(const ChangeSetHeader& header);

    // A change of a row, or (where its kind is null) of a unit of the floor plan. Nothing is written where no
    // field changes. O(size of the row).
    void add(const db::RowChange& change);

    // Writes the last line, without which the file is none.
    void finish();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace mallctl::operations
