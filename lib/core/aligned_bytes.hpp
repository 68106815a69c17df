// A copy of bytes in memory, for readers that want them to begin at a multiple of 64, as a mapped file does.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <new>
#include <span>

namespace mallctl::core {

// The bytes stay where they are when this is moved.
class AlignedBytes {
  public:
    static constexpr std::size_t alignment = 64;

    AlignedBytes() = default;
    explicit AlignedBytes(std::span<const std::byte> bytes)
        : bytes_(bytes.empty() ? nullptr : new (std::align_val_t{alignment}) std::byte[bytes.size()]),
          size_(bytes.size()) {
        std::copy(bytes.begin(), bytes.end(), bytes_.get());
    }

    std::span<const std::byte> view() const { return {bytes_.get(), bytes_ ? size_ : 0}; }

  private:
    struct Free {
        void operator()(std::byte* bytes) const { ::operator delete[](bytes, std::align_val_t{alignment}); }
    };

    std::unique_ptr<std::byte[], Free> bytes_;
    std::size_t size_ = 0;
};

}  // namespace mallctl::core
