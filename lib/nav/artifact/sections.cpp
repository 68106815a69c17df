#include "nav/artifact/sections.hpp"

#include <cstring>
#include <string>

#include "core/digest.hpp"
#include "nav/artifact/bytes.hpp"

namespace mallctl::nav {

void reject_artifact(const std::string& why) {
    throw core::Error(core::Fault::rejected, "the navigation artifact is damaged: " + why,
                      "build it again with 'mallctl build nav'");
}

namespace {

constexpr std::size_t table_end(std::size_t sections) {
    return format::aligned(sizeof(format::Header) + sections * sizeof(format::Entry));
}

template <typename T>
void store(std::vector<std::byte>& file, std::size_t at, const T& value) {
    std::memcpy(file.data() + at, &value, sizeof(T));
}

const Section* earlier_equal(const std::vector<Section>& sections, std::size_t i) {
    for (std::size_t k = 0; k < i; ++k) {
        const Section& other = sections[k];
        if (other.kind == sections[i].kind && other.index == sections[i].index &&
            other.bytes == sections[i].bytes)
            return &other;
    }
    return nullptr;
}

std::uint32_t table_crc(std::span<const std::byte> bytes, format::Header header, std::size_t end) {
    header.crc = 0;
    std::vector<std::byte> head(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(end));
    store(head, 0, header);
    return core::crc32(head);
}

}  // namespace

std::vector<std::byte> write_sections(const std::vector<Section>& sections) {
    std::vector<format::Entry> entries;
    std::size_t offset = table_end(sections.size());
    for (std::size_t i = 0; i < sections.size(); ++i) {
        const Section& section = sections[i];
        format::Entry entry{section.kind, section.index,        section.body, 0,
                            offset,       section.bytes.size(), section.key};
        if (const Section* same = earlier_equal(sections, i)) {
            entry.offset = entries[static_cast<std::size_t>(same - sections.data())].offset;
        } else {
            offset += format::aligned(section.bytes.size());
        }
        entries.push_back(entry);
    }
    std::vector<std::byte> file(offset);
    for (std::size_t i = 0; i < sections.size(); ++i) {
        const auto& bytes = sections[i].bytes;
        if (!bytes.empty()) std::memcpy(file.data() + entries[i].offset, bytes.data(), bytes.size());
        entries[i].crc =
            core::crc32(std::span(file).subspan(entries[i].offset, format::aligned(entries[i].size)));
        store(file, sizeof(format::Header) + i * sizeof(format::Entry), entries[i]);
    }
    format::Header header{
        format::magic, format::version, static_cast<std::uint32_t>(sections.size()), file.size(), 0, 0};
    header.crc = table_crc(file, header, table_end(sections.size()));
    store(file, 0, header);
    return file;
}

Sections::Sections(std::span<const std::byte> bytes) : bytes_(bytes) {
    if (reinterpret_cast<std::uintptr_t>(bytes.data()) % alignof(std::uint64_t) != 0) {
        reject_artifact("it does not begin at a multiple of 8 bytes");
    }
    format::Header header;
    if (bytes.size() < sizeof header) reject_artifact("it is shorter than its header");
    std::memcpy(&header, bytes.data(), sizeof header);
    if (header.magic != format::magic) reject_artifact("it does not begin like one");
    if (header.version != format::version) {
        reject_artifact("it has layout version " + std::to_string(header.version) +
                        " and this program reads version " + std::to_string(format::version));
    }
    if (header.size != bytes.size()) reject_artifact("it was cut short or has bytes too many");
    if (header.sections > format::most_sections || table_end(header.sections) > bytes.size()) {
        reject_artifact("it is shorter than its table");
    }
    if (table_crc(bytes, header, table_end(header.sections)) != header.crc)
        reject_artifact("a checksum does not match");
    entries_.resize(header.sections);
    if (!entries_.empty()) {
        std::memcpy(entries_.data(), bytes.data() + sizeof header, entries_.size() * sizeof(format::Entry));
    }
    for (const format::Entry& entry : entries_) {
        if (entry.offset % format::alignment != 0 || entry.offset > bytes.size() ||
            entry.size > bytes.size() - entry.offset ||
            format::aligned(entry.size) > bytes.size() - entry.offset) {
            reject_artifact("a section lies outside of it");
        }
        const auto padded = bytes.subspan(entry.offset, format::aligned(entry.size));
        if (core::crc32(padded) != entry.crc) reject_artifact("a checksum does not match");
    }
}

std::optional<Sections::Found> Sections::find(format::Kind kind, std::uint32_t index,
                                              std::uint32_t body) const {
    for (const format::Entry& entry : entries_) {
        if (entry.kind == kind && entry.index == index && entry.body == body) {
            return Found{bytes_.subspan(entry.offset, entry.size), entry.key};
        }
    }
    return std::nullopt;
}

std::span<const std::byte> Sections::get(format::Kind kind, std::uint32_t index, std::uint32_t body) const {
    const auto found = find(kind, index, body);
    if (!found) reject_artifact("a section is missing");
    return found->bytes;
}

}  // namespace mallctl::nav
