// Zip archives made in memory.
#pragma once

#include <string>
#include <vector>

#include "core/clock.hpp"

namespace mallctl::exporters::archive {

struct Entry {
    std::string name;  // with '/'
    std::string bytes;
};

// The entries deflated, in their order and all stamped `time` (UTC, to two seconds, as the format has it;
// from 1980 on): the same entries give the same bytes. Throws core::Error(failed) when it cannot be made.
// Format: PKWARE APPNOTE 6.3.
std::string write_zip(const std::vector<Entry>& entries, core::Instant time);

}  // namespace mallctl::exporters::archive
