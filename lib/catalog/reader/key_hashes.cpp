#include "catalog/reader/key_hashes.hpp"

#include <functional>
#include <utility>

namespace mallctl::catalog {

bool KeyHashes::add(std::size_t kind, std::string_view key) {
    if (used_ * 4 >= slots_.size() * 3) grow();
    // The finaliser of MurmurHash3 spreads what the kind adds over all bits.
    std::uint64_t hash = std::hash<std::string_view>{}(key) + 0x9E3779B97F4A7C15 * (kind + 1);
    hash = (hash ^ hash >> 33) * 0xFF51AFD7ED558CCD;
    hash = (hash ^ hash >> 33) * 0xC4CEB9FE1A85EC53;
    hash ^= hash >> 33;
    return !insert(hash == 0 ? 1 : hash);
}

bool KeyHashes::insert(std::uint64_t hash) {
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
        if (slots_[at] == hash) return false;
        if (slots_[at] != 0) continue;
        slots_[at] = hash;
        ++used_;
        return true;
    }
}

void KeyHashes::grow() {
    constexpr std::size_t least = 1024;
    const auto before =
        std::exchange(slots_, std::vector<std::uint64_t>(slots_.empty() ? least : slots_.size() * 2));
    used_ = 0;
    for (const auto hash : before) {
        if (hash != 0) insert(hash);
    }
}

}  // namespace mallctl::catalog
