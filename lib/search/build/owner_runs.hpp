// The owners of an artifact (documents, then groups) in their order, as runs of those that are as they were
// and of those that are new: after a small change few runs are long, and each is copied at once.
#pragma once

#include <cstdint>
#include <vector>

namespace mallctl::search {

struct OwnerRun {
    bool kept = false;
    std::uint32_t first = 0;  // an owner of the artifact before, or of the new ones
    std::uint32_t end = 0;
};

class OwnerRuns {
  public:
    // The next owner is the one that had this number in the artifact before.
    void keep(std::uint32_t owner) { add(true, owner); }
    // The next owner is the next of the new ones.
    void add_new() { add(false, new_++); }

    const std::vector<OwnerRun>& all() const { return runs_; }

  private:
    void add(bool kept, std::uint32_t owner) {
        if (!runs_.empty() && runs_.back().kept == kept && runs_.back().end == owner) {
            ++runs_.back().end;
        } else {
            runs_.push_back({kept, owner, owner + 1});
        }
    }

    std::vector<OwnerRun> runs_;
    std::uint32_t new_ = 0;
};

}  // namespace mallctl::search
