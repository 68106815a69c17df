// Findings of one import, bounded: a drawing of ten thousand loose lines is one message, not ten thousand.
#pragma once

#include <map>
#include <string>
#include <tuple>

#include "core/diagnostic.hpp"

namespace mallctl::importers::drawing {

class FindingLog {
  public:
    // Keeps the first 20 of one code, level and layer; the rest are counted.
    void add(core::Diagnostic finding, const std::string& layer);

    // All findings, in the order in which they came, with one line "and N more" for each cut run.
    core::Diagnostics take();

  private:
    using Key = std::tuple<std::string, std::string, std::string>;
    core::Diagnostics kept_;
    std::map<Key, int> counts_;
};

}  // namespace mallctl::importers::drawing
