// The features of one class of an IMDF archive, as a range.
#pragma once

#include <iterator>
#include <optional>

#include "importers/features/feature.hpp"

namespace mallctl::importers::imdf {

// Reads each feature when the loop comes to it: the one before is gone then, so a range is walked once and
// keeps nothing. Copies walk the same file: one at a time.
class Features {
  public:
    // Of a class that the archive does not hold: none.
    Features() = default;

    // Both must outlive the range; what is found wrong with geometry goes to `findings`.
    Features(features::Collection& collection, core::Diagnostics& findings)
        : collection_(&collection), findings_(&findings) {}

    std::size_t size() const { return collection_ == nullptr ? 0 : collection_->size(); }

    class Iterator {
      public:
        explicit Iterator(Features& of) : of_(of) { read(); }
        features::Feature& operator*() const { return *of_.current_; }
        Iterator& operator++() {
            ++index_;
            read();
            return *this;
        }
        bool operator==(std::default_sentinel_t) const { return index_ == of_.size(); }

      private:
        void read() {
            if (index_ < of_.size()) of_.current_ = of_.collection_->read(index_, *of_.findings_);
        }

        Features& of_;
        std::size_t index_ = 0;
    };

    Iterator begin() { return Iterator(*this); }
    std::default_sentinel_t end() const { return {}; }

  private:
    features::Collection* collection_ = nullptr;
    core::Diagnostics* findings_ = nullptr;
    std::optional<features::Feature> current_;
};

}  // namespace mallctl::importers::imdf
