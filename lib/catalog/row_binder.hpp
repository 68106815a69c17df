// Turns raw rows into rows of the model, whatever they were read from.
#pragma once

#include <memory>

#include "catalog/findings.hpp"
#include "catalog/manifest.hpp"
#include "catalog/raw.hpp"

namespace mallctl::catalog {

class RowBinder {
  public:
    // Both are added to.
    RowBinder(Manifest& manifest, Findings& findings);
    ~RowBinder();
    RowBinder(const RowBinder&) = delete;
    RowBinder& operator=(const RowBinder&) = delete;

    // A row whose key is missing or was there before is a finding (M010, M004) and is left out; a value that
    // its field refuses is one too (M003).
    void add(const RawRow& row);

  private:
    class Binding;
    std::unique_ptr<Binding> binding_;
};

}  // namespace mallctl::catalog
