// What a write changed, by kind: the `changed` object of every writing verb.
#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace mallctl::core {

struct ChangeCounts {
    std::int64_t added = 0;
    std::int64_t updated = 0;
    std::int64_t removed = 0;
    std::int64_t unchanged = 0;

    bool any() const { return added != 0 || updated != 0 || removed != 0; }
    ChangeCounts& operator+=(const ChangeCounts& other) {
        added += other.added;
        updated += other.updated;
        removed += other.removed;
        unchanged += other.unchanged;
        return *this;
    }
    bool operator==(const ChangeCounts&) const = default;
};

// Key: the kind in the singular ("unit", "store").
struct ChangeSummary {
    std::map<std::string, ChangeCounts> by_kind;

    ChangeCounts total() const {
        ChangeCounts sum;
        for (const auto& [kind, counts] : by_kind) sum += counts;
        return sum;
    }
    bool any() const { return total().any(); }
};

}  // namespace mallctl::core
