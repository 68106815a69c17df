#include "importers/osm/guard.hpp"
#include "importers/refused.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "core/error.hpp"

namespace mallctl::importers::osm {

namespace {

// Protocol buffers (protobuf.dev/programming-guides/encoding): fields of two kinds are all that a blob has.
class Fields {
  public:
    explicit Fields(std::string_view bytes) : bytes_(bytes) {}

    struct Field {
        std::uint64_t number = 0;
        std::uint64_t value = 0;  // of a varint
        std::string_view text;    // of a length-delimited field
    };

    // Nothing at the end, and where the bytes are no field.
    std::optional<Field> next() {
        const auto tag = varint();
        if (!tag) return std::nullopt;
        Field field;
        field.number = *tag >> 3;
        const auto value = varint();
        if (!value) return std::nullopt;
        if ((*tag & 7) == 0) {
            field.value = *value;
            return field;
        }
        if ((*tag & 7) != 2 || *value > bytes_.size()) return std::nullopt;
        field.text = bytes_.substr(0, *value);
        bytes_.remove_prefix(*value);
        return field;
    }

  private:
    std::optional<std::uint64_t> varint() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64 && !bytes_.empty(); shift += 7) {
            const auto byte = static_cast<unsigned char>(bytes_.front());
            bytes_.remove_prefix(1);
            value |= static_cast<std::uint64_t>(byte & 127U) << shift;
            if (byte < 128) return value;
        }
        return std::nullopt;
    }

    std::string_view bytes_;
};

std::uint64_t number_of(std::string_view message, std::uint64_t number) {
    Fields fields(message);
    while (const auto field = fields.next()) {
        if (field->number == number) return field->value;
    }
    return 0;
}

std::optional<std::uint64_t> big_endian(std::string_view& bytes) {
    if (bytes.size() < 4) return std::nullopt;
    std::uint64_t value = 0;
    for (int i = 0; i < 4; ++i)
        value = value << 8 | static_cast<unsigned char>(bytes[static_cast<std::size_t>(i)]);
    bytes.remove_prefix(4);
    return value;
}

}  // namespace

void check_xml(const SourceFile& file) {
    if (file.text.find("<!ENTITY") != std::string::npos || file.text.find("<!DOCTYPE") != std::string::npos) {
        throw refused(file.label, "it declares XML entities, which no OpenStreetMap file does",
                      "download it again from OpenStreetMap");
    }
}

void check_pbf(const SourceFile& file) {
    constexpr std::uint64_t blob_data_size = 3;  // field of BlobHeader
    constexpr std::uint64_t blob_raw_size = 2;   // field of Blob
    std::string_view rest = file.text;
    std::uint64_t unpacked = 0;
    while (!rest.empty()) {
        const auto header_size = big_endian(rest);
        if (!header_size || *header_size > rest.size())
            throw refused(file.label, "it is cut short", "download it again");
        const std::uint64_t size = number_of(rest.substr(0, *header_size), blob_data_size);
        rest.remove_prefix(*header_size);
        if (size == 0 || size > rest.size())
            throw refused(file.label, "it is cut short", "download it again");
        unpacked += number_of(rest.substr(0, size), blob_raw_size);
        if (unpacked > max_total_size) {
            throw refused(file.label, fmt::format("it unpacks to more than {} MiB", max_total_size >> 20),
                          "cut out the mall: osmium extract -b LEFT,BOTTOM,RIGHT,TOP");
        }
        rest.remove_prefix(size);
    }
}

namespace {

constexpr std::array<std::string_view, 3> kinds{"node", "way", "relation"};

// The end of the tag that begins at `start`: behind its '>', which attributes in quotes may hold too.
std::size_t end_of_tag(std::string_view xml, std::size_t start) {
    char quote = 0;
    for (std::size_t i = start; i < xml.size(); ++i) {
        if (quote != 0) {
            if (xml[i] == quote) quote = 0;
        } else if (xml[i] == '"' || xml[i] == '\'') {
            quote = xml[i];
        } else if (xml[i] == '>') {
            return i + 1;
        }
    }
    return std::string_view::npos;
}

// Which of `kinds` the tag at `start` opens.
std::optional<std::size_t> kind_at(std::string_view xml, std::size_t start) {
    for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
        const std::string_view rest = xml.substr(start + 1);
        if (!rest.starts_with(kinds.at(kind)) || rest.size() == kinds.at(kind).size()) continue;
        const char next = rest[kinds.at(kind).size()];
        if (next == ' ' || next == '\t' || next == '\n' || next == '\r' || next == '>' || next == '/')
            return kind;
    }
    return std::nullopt;
}

}  // namespace

std::string in_order(const std::string& xml) {
    std::array<std::string, 3> sorted;
    const std::string_view text = xml;
    std::size_t highest = 0;
    bool ordered = true;
    std::size_t at = text.find("<osm");
    if (at == std::string_view::npos) return xml;
    at = end_of_tag(text, at);
    const std::size_t head = at;
    while (at != std::string_view::npos && (at = text.find('<', at)) != std::string_view::npos) {
        if (text.substr(at).starts_with("<!--")) {
            const std::size_t end = text.find("-->", at);
            if (end == std::string_view::npos) return xml;
            at = end + 3;
            continue;
        }
        const auto kind = kind_at(text, at);
        std::size_t end = end_of_tag(text, at);
        if (end == std::string_view::npos) return xml;
        if (!kind) {
            at = end;
            continue;
        }
        if (text[end - 2] != '/') {
            const std::string closing = fmt::format("</{}>", kinds.at(*kind));
            end = text.find(closing, end);
            if (end == std::string_view::npos) return xml;
            end += closing.size();
        }
        if (*kind < highest) ordered = false;
        highest = std::max(highest, *kind);
        sorted.at(*kind) += text.substr(at, end - at);
        sorted.at(*kind) += '\n';
        at = end;
    }
    if (ordered) return xml;
    return fmt::format("{}\n{}{}{}</osm>\n", text.substr(0, head), sorted[0], sorted[1], sorted[2]);
}

}  // namespace mallctl::importers::osm
