// Which keys may have been seen before, in 8 to 16 bytes a key.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace mallctl::catalog {

// A hash table of 64-bit hashes with linear probing. Two different keys have the same hash with a probability
// of n * n / 2^65: about one in a million for 5,000,000 rows. So whoever is told "seen" has to look.
class KeyHashes {
  public:
    // True when a key of this hash was added before. Amortised O(1).
    bool add(std::size_t kind, std::string_view key);

  private:
    bool insert(std::uint64_t hash);
    void grow();

    std::vector<std::uint64_t> slots_;  // 0: free
    std::size_t used_ = 0;
};

}  // namespace mallctl::catalog
