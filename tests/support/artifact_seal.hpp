// Mends the checksums of an artifact, so that tests and fuzzers come past them.
#pragma once

#include <cstring>
#include <span>
#include <vector>

#include "core/digest.hpp"
#include "core/sections.hpp"

namespace mallctl::test {

// Whatever the bytes are: size and checksums become those of the content, as far as the table makes sense.
inline void seal_artifact(std::vector<std::byte>& bytes) {
    core::SectionsHeader header;
    if (bytes.size() < sizeof header) return;
    std::memcpy(&header, bytes.data(), sizeof header);
    if (header.sections > core::most_sections) return;
    const std::size_t table_end =
        core::aligned_section(sizeof header + header.sections * sizeof(core::SectionsEntry));
    if (bytes.size() < table_end) return;
    for (std::size_t i = 0; i < header.sections; ++i) {
        const std::size_t at = sizeof header + i * sizeof(core::SectionsEntry);
        core::SectionsEntry entry;
        std::memcpy(&entry, bytes.data() + at, sizeof entry);
        if (entry.offset > bytes.size() || entry.size > bytes.size() - entry.offset) continue;
        const std::size_t end = std::min(bytes.size() - entry.offset, core::aligned_section(entry.size));
        entry.crc = core::crc32(std::span(bytes).subspan(entry.offset, end));
        std::memcpy(bytes.data() + at, &entry, sizeof entry);
    }
    header.size = bytes.size();
    header.crc = 0;
    std::memcpy(bytes.data(), &header, sizeof header);
    header.crc = core::crc32(std::span(bytes).first(table_end));
    std::memcpy(bytes.data(), &header, sizeof header);
}

}  // namespace mallctl::test
