// Reads a change set, change by change, in bounded memory.
#pragma once

#include <istream>
#include <map>
#include <memory>
#include <string>

#include "catalog/findings.hpp"
#include "catalog/row.hpp"
#include "core/change.hpp"
#include "operations/change_set/change_set.hpp"

namespace mallctl::operations {

class ChangeSetReader {
  public:
    // Reads `in`, which can be read twice (seekg) and must outlive the reader, to its end: the header, and
    // whether it is all there and as it was saved. `name` is what findings call it. Throws
    // core::Error(rejected) with one finding at its line: M072 no header of a version that is read, M074 no
    // last line, M075 another digest, M073 a line over 8 MiB.
    ChangeSetReader(std::istream& in, std::string name);
    ~ChangeSetReader();
    ChangeSetReader(const ChangeSetReader&) = delete;
    ChangeSetReader& operator=(const ChangeSetReader&) = delete;

    const ChangeSetHeader& header() const;

    // The currency of the amounts (ISO 4217) until a change of the mall states another one.
    void assume_currency(const std::string& currency);

    // The next change, and, unless it removes one, the row that it states; false at the end. A row with a
    // value that its field does not take states no field but is yielded, and has findings as those of files
    // (M003). Throws core::Error(rejected) with a finding M073 for a line that is no change, M075 where the
    // changes are not as many as were saved. O(size of the line).
    bool next(Change& change, catalog::Row& row);

    // Of the values so far; empties them.
    core::Diagnostics take_findings();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace mallctl::operations
