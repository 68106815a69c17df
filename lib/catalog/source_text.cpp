#include "catalog/source_text.hpp"

#include <algorithm>
#include <fstream>

#include "core/error.hpp"

namespace mallctl::catalog {

namespace {

unsigned char byte_at(std::string_view text, std::size_t i) {
    return static_cast<unsigned char>(text[i]);
}

// The length of the UTF-8 sequence that begins at `at`, 0 when it is none (RFC 3629 section 4).
std::size_t sequence_length(std::string_view text, std::size_t at) {
    const unsigned char lead = byte_at(text, at);
    if (lead < 0x80) return 1;
    std::size_t length = 0;
    unsigned char least = 0x80;  // of the second byte
    unsigned char most = 0xBF;
    if (lead >= 0xC2 && lead <= 0xDF) length = 2;
    if (lead >= 0xE0 && lead <= 0xEF) length = 3;
    if (lead >= 0xF0 && lead <= 0xF4) length = 4;
    if (lead == 0xE0) least = 0xA0;
    if (lead == 0xED) most = 0x9F;
    if (lead == 0xF0) least = 0x90;
    if (lead == 0xF4) most = 0x8F;
    if (length == 0 || at + length > text.size()) return 0;
    if (byte_at(text, at + 1) < least || byte_at(text, at + 1) > most) return 0;
    for (std::size_t i = at + 2; i < at + length; ++i) {
        if ((byte_at(text, i) & 0xC0) != 0x80) return 0;
    }
    return length;
}

bool lines_are_bounded(const std::string& text, const std::string& name, Findings& findings) {
    int line = 1;
    for (std::size_t begin = 0; begin < text.size(); ++line) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        if (end - begin > longest_line) {
            findings.error("M009", {name, line, 0}, "a line has at most 1 MiB");
            return false;
        }
        begin = end + 1;
    }
    return true;
}

}  // namespace

std::optional<std::string> read_source(std::istream& in, const std::string& name, Findings& findings) {
    std::string text;
    std::string block(256 * 1024, '\0');
    while (in.read(block.data(), static_cast<std::streamsize>(block.size())), in.gcount() > 0) {
        text.append(block, 0, static_cast<std::size_t>(in.gcount()));
        if (text.size() > largest_source) {
            findings.error("M009", {name, 0, 0}, "a file has at most 64 MiB",
                           "split it, as in stores.food.csv");
            return std::nullopt;
        }
    }
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
        findings.error("M008", {name, 1, 1}, "this is UTF-16", "save it as UTF-8");
        return std::nullopt;
    }
    if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
    if (!lines_are_bounded(text, name, findings)) return std::nullopt;
    return text;
}

std::optional<std::string> read_source(const std::filesystem::path& file, const std::string& name,
                                       Findings& findings) {
    std::ifstream in(file, std::ios::binary);
    if (!in) {
        throw core::Error(core::Fault::failed, "cannot read " + file.string(), "check its permissions");
    }
    return read_source(in, name, findings);
}

std::size_t find_invalid_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = sequence_length(text, at);
        if (length == 0) return at;
        at += length;
    }
    return std::string_view::npos;
}

int count_characters(std::string_view text) {
    return static_cast<int>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace mallctl::catalog
