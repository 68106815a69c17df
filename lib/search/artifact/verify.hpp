// Checks of what the arrays of an artifact refer to.
#pragma once

#include "search/artifact/format.hpp"

namespace mallctl::search {

// Checks all that readers of the arrays rely on: that sizes agree, that every reference is inside, that what
// is said to ascend does, that texts are UTF-8 and that the trie is that of its terms. Throws
// core::Error(rejected). O(size).
void verify_arrays(const format::ViewedArrays& arrays);

// Checks what a build that takes documents over relies on (build/patch.hpp): all that is above but tries,
// orders, members, rules and the folding table, which it makes anew. Throws core::Error(rejected). O(size).
void verify_reused(const format::ViewedArrays& arrays);

}  // namespace mallctl::search
