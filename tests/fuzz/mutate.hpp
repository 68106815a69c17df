// Inputs near those of a corpus, the same on every machine.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace mallctl::fuzz {

class Mutator {
  public:
    // `seeds` is not empty.
    explicit Mutator(std::vector<std::string> seeds) : seeds_(std::move(seeds)) {}

    // The next input: one seed with one to six changes, or a part of one joined to a part of another. At most
    // 64 KiB.
    std::string next();

  private:
    std::uint64_t random(std::uint64_t below);
    const std::string& any_seed() { return seeds_[random(seeds_.size())]; }
    std::string any_part();
    void change(std::string& input);

    std::vector<std::string> seeds_;
    std::uint64_t state_ = 20260101;
};

}  // namespace mallctl::fuzz
