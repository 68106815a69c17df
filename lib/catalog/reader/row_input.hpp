// One file, or another source of rows, as the manifest reader goes through them.
#pragma once

#include "catalog/row.hpp"

namespace mallctl::catalog {

class RowInput {
  public:
    RowInput() = default;
    RowInput(const RowInput&) = delete;
    RowInput& operator=(const RowInput&) = delete;
    virtual ~RowInput() = default;

    // The kind of the first row, which may have to be read for it, but not understood; null where there is
    // none.
    virtual const Kind* first_kind() = 0;

    enum class Step { good, faulty, end };

    // The next row; of a faulty one `row` holds what is good of it, its faults have been told.
    virtual Step next(Row& row) = 0;
};

}  // namespace mallctl::catalog
