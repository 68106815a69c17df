// A value that is worked out when it is first asked for.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <utility>

namespace mallctl::nav {

// Safe to ask from many threads at once: one of them makes the value, the others wait for it. Where making
// throws, the next one tries again.
template <typename T>
class Lazy {
  public:
    template <typename Make>
    const T& get(Make&& make) const {
        if (const T* value = made_.load(std::memory_order_acquire)) return *value;
        const std::lock_guard lock(making_);
        if (!owned_) {
            owned_ = std::make_unique<const T>(std::forward<Make>(make)());
            made_.store(owned_.get(), std::memory_order_release);
        }
        return *owned_;
    }

  private:
    mutable std::mutex making_;
    mutable std::unique_ptr<const T> owned_;
    mutable std::atomic<const T*> made_{nullptr};
};

}  // namespace mallctl::nav
