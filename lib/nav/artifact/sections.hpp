// The container of the navigation artifact: sections with checksums, whatever they hold.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "nav/artifact/format.hpp"

namespace mallctl::nav {

struct Section {
    format::Kind kind{};
    std::uint32_t index = 0;
    std::uint32_t body = 0;
    format::Key key{};
    std::vector<std::byte> bytes;
};

// The file of these sections, in their order. A section whose bytes equal those of an earlier one of its kind
// and index is kept once. Equal sections give equal bytes. O(size).
std::vector<std::byte> write_sections(const std::vector<Section>& sections);

class Sections {
  public:
    // Checks everything but what the sections hold: throws core::Error(rejected) for bytes that
    // write_sections did not make. `bytes` must outlive this. O(size).
    explicit Sections(std::span<const std::byte> bytes);

    struct Found {
        std::span<const std::byte> bytes;
        format::Key key{};
    };
    // Nothing where there is no such section. O(sections).
    std::optional<Found> find(format::Kind kind, std::uint32_t index, std::uint32_t body = 0) const;
    // As `find`; rejects the artifact where there is none.
    std::span<const std::byte> get(format::Kind kind, std::uint32_t index, std::uint32_t body = 0) const;

  private:
    std::span<const std::byte> bytes_;
    std::vector<format::Entry> entries_;
};

}  // namespace mallctl::nav
