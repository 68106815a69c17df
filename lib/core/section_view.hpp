// A container of sections written from bytes that lie elsewhere.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/sections.hpp"

namespace mallctl::core {

// As Section, of bytes that are someone else's.
struct SectionView {
    std::uint32_t kind = 0;
    std::uint32_t index = 0;
    std::uint32_t body = 0;
    SectionKey key{};
    std::span<const std::byte> bytes;
};

// As write_sections of Section: each byte is copied once. O(size).
std::vector<std::byte> write_sections(const ArtifactLayout& layout, std::span<const SectionView> sections);

}  // namespace mallctl::core
