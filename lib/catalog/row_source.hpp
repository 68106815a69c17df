// Rows, one after the other, from whatever they are read: nobody holds all of them.
#pragma once

#include <string>
#include <vector>

#include "catalog/raw.hpp"

namespace mallctl::catalog {

// What a format's reader yields: rows whose kind is known, before any value is understood. XLSX and mapped
// tables are other folders' sources of the same rows.
class RawRowSource {
  public:
    virtual ~RawRowSource() = default;
    RawRowSource() = default;
    RawRowSource(const RawRowSource&) = delete;
    RawRowSource& operator=(const RawRowSource&) = delete;

    // The next row into `row`, whose memory is used again; false at the end. What is no row is a finding (of
    // the findings that the source was made with), and reading goes on behind it.
    virtual bool next(RawRow& row) = 0;
};

}  // namespace mallctl::catalog
