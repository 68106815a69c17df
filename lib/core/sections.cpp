#include "core/sections.hpp"

#include <algorithm>
#include <cstring>

#include "core/digest.hpp"
#include "core/error.hpp"
#include "core/section_view.hpp"

namespace mallctl::core {

void reject_artifact(const ArtifactLayout& layout, const std::string& why) {
    throw Error(Fault::rejected, std::string("the ") + layout.name + " is damaged: " + why, layout.advice);
}

namespace {

constexpr std::size_t table_end(std::size_t sections) {
    return aligned_section(sizeof(SectionsHeader) + sections * sizeof(SectionsEntry));
}

template <typename T>
void store(std::vector<std::byte>& file, std::size_t at, const T& value) {
    std::memcpy(file.data() + at, &value, sizeof(T));
}

const SectionView* earlier_equal(std::span<const SectionView> sections, std::size_t i) {
    for (std::size_t k = 0; k < i; ++k) {
        const SectionView& other = sections[k];
        if (other.kind == sections[i].kind && other.index == sections[i].index &&
            std::equal(other.bytes.begin(), other.bytes.end(), sections[i].bytes.begin(),
                       sections[i].bytes.end()))
            return &other;
    }
    return nullptr;
}

std::uint32_t table_crc(std::span<const std::byte> bytes, SectionsHeader header, std::size_t end) {
    header.crc = 0;
    std::vector<std::byte> head(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(end));
    store(head, 0, header);
    return crc32(head);
}

}  // namespace

std::vector<std::byte> write_sections(const ArtifactLayout& layout, const std::vector<Section>& sections) {
    std::vector<SectionView> views;
    views.reserve(sections.size());
    for (const Section& section : sections) {
        views.push_back({section.kind, section.index, section.body, section.key, section.bytes});
    }
    return write_sections(layout, views);
}

std::vector<std::byte> write_sections(const ArtifactLayout& layout, std::span<const SectionView> sections) {
    std::vector<SectionsEntry> entries;
    std::vector<std::span<const std::byte>> parts;
    std::size_t offset = table_end(sections.size());
    for (std::size_t i = 0; i < sections.size(); ++i) {
        const SectionView& section = sections[i];
        SectionsEntry entry{section.kind, section.index,        section.body, 0,
                            offset,       section.bytes.size(), section.key};
        if (const SectionView* same = earlier_equal(sections, i)) {
            entry.offset = entries[static_cast<std::size_t>(same - sections.data())].offset;
        } else {
            offset += aligned_section(section.bytes.size());
            parts.push_back(section.bytes);
        }
        entries.push_back(entry);
    }
    // Each byte is written once: to fill the file with zeros first would double the time.
    std::vector<std::byte> file;
    file.reserve(offset);
    file.resize(table_end(sections.size()));
    for (const auto part : parts) {
        file.insert(file.end(), part.begin(), part.end());
        file.resize(aligned_section(file.size()));
    }
    for (std::size_t i = 0; i < entries.size(); ++i) {
        SectionsEntry& entry = entries[i];
        entry.crc = crc32(std::span(file).subspan(entry.offset, aligned_section(entry.size)));
        store(file, sizeof(SectionsHeader) + i * sizeof(SectionsEntry), entry);
    }
    SectionsHeader header{
        layout.magic, layout.version, static_cast<std::uint32_t>(sections.size()), file.size(), 0, 0};
    header.crc = table_crc(file, header, table_end(sections.size()));
    store(file, 0, header);
    return file;
}

Sections::Sections(const ArtifactLayout& layout, std::span<const std::byte> bytes)
    : layout_(&layout), bytes_(bytes), entries_() {
    if (reinterpret_cast<std::uintptr_t>(bytes.data()) % alignof(std::uint64_t) != 0) {
        reject_artifact(layout, "it does not begin at a multiple of 8 bytes");
    }
    SectionsHeader header;
    if (bytes.size() < sizeof header) reject_artifact(layout, "it is shorter than its header");
    std::memcpy(&header, bytes.data(), sizeof header);
    if (header.magic != layout.magic) reject_artifact(layout, "it does not begin like one");
    if (header.version != layout.version) {
        reject_artifact(layout, "it has layout version " + std::to_string(header.version) +
                                    " and this program reads version " + std::to_string(layout.version));
    }
    if (header.size != bytes.size()) reject_artifact(layout, "it was cut short or has bytes too many");
    if (header.sections > most_sections || table_end(header.sections) > bytes.size()) {
        reject_artifact(layout, "it is shorter than its table");
    }
    if (table_crc(bytes, header, table_end(header.sections)) != header.crc) {
        reject_artifact(layout, "a checksum does not match");
    }
    entries_.resize(header.sections);
    if (!entries_.empty()) {
        std::memcpy(entries_.data(), bytes.data() + sizeof header, entries_.size() * sizeof(SectionsEntry));
    }
    for (const SectionsEntry& entry : entries_) {
        if (entry.offset % section_alignment != 0 || entry.offset > bytes.size() ||
            entry.size > bytes.size() - entry.offset ||
            aligned_section(entry.size) > bytes.size() - entry.offset) {
            reject_artifact(layout, "a section lies outside of it");
        }
    }
}

void Sections::verify() const {
    for (const SectionsEntry& entry : entries_) {
        const auto padded = bytes_.subspan(entry.offset, aligned_section(entry.size));
        if (crc32(padded) != entry.crc) reject_artifact(*layout_, "a checksum does not match");
    }
}

std::optional<Sections::Found> Sections::find(std::uint32_t kind, std::uint32_t index,
                                              std::uint32_t body) const {
    for (const SectionsEntry& entry : entries_) {
        if (entry.kind == kind && entry.index == index && entry.body == body) {
            return Found{bytes_.subspan(entry.offset, entry.size), entry.key};
        }
    }
    return std::nullopt;
}

std::span<const std::byte> Sections::get(std::uint32_t kind, std::uint32_t index, std::uint32_t body) const {
    const auto found = find(kind, index, body);
    if (!found) reject_artifact(*layout_, "a section is missing");
    return found->bytes;
}

}  // namespace mallctl::core
