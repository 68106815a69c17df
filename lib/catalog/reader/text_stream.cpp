#include "catalog/reader/text_stream.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "core/error.hpp"

namespace mallctl::catalog {

namespace {

constexpr std::size_t block = 256 * 1024;

}  // namespace

TextStream::TextStream(std::istream& in) : in_(in) {
    fill();
    if (window().starts_with("\xEF\xBB\xBF")) consume(3);
}

TextStream::TextStream(const std::filesystem::path& file) : file_(file, std::ios::binary), in_(file_) {
    if (!file_)
        throw core::Error(core::Fault::failed, "cannot read " + file.string(), "check its permissions");
    fill();
    if (file_.bad()) throw core::Error(core::Fault::failed, "cannot read " + file.string());
    if (window().starts_with("\xEF\xBB\xBF")) consume(3);
}

bool TextStream::fill() {
    if (begin_ > 0) {
        std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
    }
    if (buffer_.size() < end_ + block) buffer_.resize(end_ + block);
    in_.read(buffer_.data() + end_, static_cast<std::streamsize>(block));
    const auto count = static_cast<std::size_t>(in_.gcount());
    end_ += count;
    return count > 0;
}

void TextStream::want(std::size_t size) {
    while (window().size() < size && fill()) {
    }
}

int TextStream::skip_line() {
    while (true) {
        const auto end = window().find('\n');
        if (end != std::string_view::npos) {
            consume(end + 1);
            return 1;
        }
        consume(window().size());
        if (!fill()) return 0;
    }
}

bool TextStream::is_utf16() {
    return window().starts_with("\xFF\xFE") || window().starts_with("\xFE\xFF");
}

int count_characters(std::string_view text) {
    return static_cast<int>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool is_ascii(std::string_view text) {
    constexpr std::uint64_t high_bits = 0x8080808080808080;
    std::size_t i = 0;
    for (; i + 8 <= text.size(); i += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + i, 8);
        if ((word & high_bits) != 0) return false;
    }
    return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(i), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace mallctl::catalog
