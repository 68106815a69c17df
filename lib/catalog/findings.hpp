// Collects what is wrong with a manifest, bounded, so that a hostile or wholly wrong file cannot fill the
// memory.
#pragma once

#include <cstddef>
#include <string>

#include "core/diagnostic.hpp"

namespace mallctl::catalog {

// By file, line and column; findings of one place keep their order.
void sort_by_place(core::Diagnostics& findings);

// Collects what is wrong, bounded, so that a hostile or wholly wrong file cannot fill the memory.
class Findings {
  public:
    static constexpr std::size_t most = 1000;

    // Adds an error. Findings after the 1000th are only counted.
    void error(const std::string& code, core::SourcePosition where, std::string message,
               std::string advice = {}, std::string feature = {});
    void warning(const std::string& code, core::SourcePosition where, std::string message,
                 std::string advice = {}, std::string feature = {});

    // The findings sorted by place, and a last one that counts those left out.
    core::Diagnostics take();

    // Adds one that exists already, under the same bound.
    void add(core::Diagnostic finding);

    // The same of what is wrong in a row, which is left out for it.
    void add_of_row(core::Diagnostic finding);

    // The first 1000 errors that were not added as those of a row, also those left out and those taken:
    // leaving rows out does not mend them.
    const core::Diagnostics& errors_of_no_row() const { return errors_of_no_row_; }

    // How many errors were ever added, also those left out and those taken.
    std::size_t errors() const { return errors_; }

  private:
    core::Diagnostics findings_;
    core::Diagnostics errors_of_no_row_;
    std::size_t left_out_ = 0;
    bool left_out_error_ = false;
    std::size_t errors_ = 0;
};

}  // namespace mallctl::catalog
