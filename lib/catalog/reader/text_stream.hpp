// A window over a source of any size, so that no file is ever held whole.
#pragma once

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <istream>
#include <string>
#include <string_view>

namespace mallctl::catalog {

inline constexpr std::size_t longest_line = 1024 * 1024;    // bytes
inline constexpr std::size_t longest_left_out = 64 * 1024;  // of a row that is refused, for the report: bytes

class TextStream {
  public:
    // `in` must outlive the stream.
    explicit TextStream(std::istream& in);
    // Throws core::Error(failed) when the file cannot be read.
    explicit TextStream(const std::filesystem::path& file);
    TextStream(const TextStream&) = delete;
    TextStream& operator=(const TextStream&) = delete;

    // What has been read and not been consumed. A byte order mark of UTF-8 is not part of it.
    std::string_view window() const { return {buffer_.data() + begin_, end_ - begin_}; }

    // Reads on, 256 KiB at a time: the window grows; false, and nothing changed, at the end of the source.
    // Views of the window are of no use afterwards.
    bool fill();

    // The window as a whole, or what is left of the source, has at least `size` bytes.
    void want(std::size_t size);

    void consume(std::size_t size) { begin_ += size; }

    // The bytes up to and with the next line feed, or all that are left, are consumed: `skip` of them,
    // however many, take no more than one window. Returns how many lines ended: 0 or 1.
    int skip_line();

    // True when the source begins like UTF-16.
    bool is_utf16();

  private:
    std::ifstream file_;
    std::istream& in_;
    std::string buffer_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
};

// Characters, that is bytes that do not continue one, in valid or invalid UTF-8.
int count_characters(std::string_view text);

// True when there is no byte over 0x7F.
bool is_ascii(std::string_view text);

}  // namespace mallctl::catalog
