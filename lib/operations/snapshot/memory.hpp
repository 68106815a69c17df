// How much memory a snapshot holds.
#pragma once

#include <cstddef>

#include "operations/snapshot.hpp"

namespace mallctl::operations {

// Bytes of the heap with what its allocator (glibc) adds, and of mapped artifacts, as though all their pages
// were in memory. Within a tenth of what it is for malls of a hundred stores and more. O(features): as long
// as a few thousandths of loading it.
std::size_t memory_of(const Snapshot& snapshot);

}  // namespace mallctl::operations
