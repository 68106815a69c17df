// The container of artifacts: sections with checksums, whatever they hold; little-endian throughout.
//
//   SectionsHeader, then a table of SectionsEntry, then the sections, each beginning at a multiple of 64
//   bytes and zero-padded to the next. Two entries may name the same bytes.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

namespace mallctl::core {

static_assert(std::endian::native == std::endian::little, "sections are read where they lie in the file");

// What an artifact is and how it is told from others.
struct ArtifactLayout {
    std::array<char, 8> magic{};
    std::uint32_t version = 0;  // grows with each change of what sections hold
    const char* name = "";      // in messages: "navigation artifact"
    const char* advice = "";    // how to mend a damaged one
};

// Throws Error(rejected) that says the artifact is damaged and how to mend that.
[[noreturn]] void reject_artifact(const ArtifactLayout& layout, const std::string& why);

// SHA-256 of what a section was built from; zeros where nobody asks.
using SectionKey = std::array<std::uint8_t, 32>;

struct SectionsHeader {
    std::array<char, 8> magic{};
    std::uint32_t version = 0;
    std::uint32_t sections = 0;
    std::uint64_t size = 0;  // of the file
    std::uint32_t crc = 0;   // CRC-32 of header and table with this field 0
    std::uint32_t reserved = 0;
};

// Kind, index and body tell sections apart; the layout gives them their meaning.
struct SectionsEntry {
    std::uint32_t kind = 0;
    std::uint32_t index = 0;
    std::uint32_t body = 0;
    std::uint32_t crc = 0;  // CRC-32 of the section and its padding
    std::uint64_t offset = 0;
    std::uint64_t size = 0;  // without padding
    SectionKey key{};
};

static_assert(sizeof(SectionsHeader) == 32 && std::is_trivially_copyable_v<SectionsHeader>);
static_assert(sizeof(SectionsEntry) == 64 && std::is_trivially_copyable_v<SectionsEntry>);

inline constexpr std::size_t section_alignment = 64;
inline constexpr std::size_t most_sections = 1U << 16;

constexpr std::size_t aligned_section(std::size_t size) {
    return (size + section_alignment - 1) / section_alignment * section_alignment;
}

struct Section {
    std::uint32_t kind = 0;
    std::uint32_t index = 0;
    std::uint32_t body = 0;
    SectionKey key{};
    std::vector<std::byte> bytes;
};

// The file of these sections, in their order. A section whose bytes equal those of an earlier one of its kind
// and index is kept once. Equal sections give equal bytes. O(size).
std::vector<std::byte> write_sections(const ArtifactLayout& layout, const std::vector<Section>& sections);

class Sections {
  public:
    // Checks header and table, and that the sections lie inside: throws Error(rejected) for bytes that
    // write_sections did not make. Nothing behind the table is read. `bytes` and `layout` must outlive this.
    // O(sections).
    Sections(const ArtifactLayout& layout, std::span<const std::byte> bytes);

    // Checks what all sections hold against their checksums; throws Error(rejected). O(size).
    void verify() const;

    struct Found {
        std::span<const std::byte> bytes;
        SectionKey key{};
    };
    // Nothing where there is no such section. O(sections).
    std::optional<Found> find(std::uint32_t kind, std::uint32_t index, std::uint32_t body = 0) const;
    // As `find`; rejects the artifact where there is none.
    std::span<const std::byte> get(std::uint32_t kind, std::uint32_t index, std::uint32_t body = 0) const;

  private:
    const ArtifactLayout* layout_;
    std::span<const std::byte> bytes_;
    std::vector<SectionsEntry> entries_;
};

}  // namespace mallctl::core
