// Checks of what the arrays of an artifact refer to.
#pragma once

#include "search/artifact/format.hpp"

namespace mallctl::search {

// Checks all that readers of the arrays rely on: that sizes agree, that every reference is inside, that what
// is said to ascend does, that texts are UTF-8 and that the trie is that of its terms. Throws
// core::Error(rejected). O(size).
void verify_arrays(const format::ViewedArrays& arrays);

}  // namespace mallctl::search
