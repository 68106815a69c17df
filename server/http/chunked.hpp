// Bodies in chunks (RFC 9112 section 7.1), decoded as they come.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace mallctl::server::http {

class ChunkDecoder {
  public:
    enum class Result {
        more,       // all bytes are used, the body goes on
        done,       // the body and its trailer have ended; bytes after them are left
        malformed,  // not in the grammar: fault() says what
        too_long,   // the body is over its limit, known from the size of a chunk before its bytes come
        too_wordy,  // extensions of one chunk, or the trailer, are over max_line_bytes
    };
    static constexpr std::size_t max_line_bytes = 8 * 1024;

    // Takes bytes off the front of `bytes` and appends what they carry to `body`, which grows to `most` at
    // most. Extensions are skipped, trailers checked and dropped. O(bytes).
    Result feed(std::string_view& bytes, std::string& body, std::size_t most);

    const char* fault() const { return fault_; }

  private:
    enum class Part : std::uint8_t { size, extension, size_end, data, data_cr, data_lf, trailer, trailer_lf };

    bool take(char c);
    bool take_size(char c);
    bool take_trailer(char c);
    bool fail(const char* fault);

    Part part_ = Part::size;
    bool in_name_ = true;       // of a trailer's line
    std::uint8_t digits_ = 0;   // of the size
    bool finished_ = false;     // the last chunk's size was 0: the trailer follows
    std::uint16_t line_ = 0;    // bytes of the extension or of the whole trailer
    std::uint16_t column_ = 0;  // in a trailer's line
    std::uint64_t left_ = 0;    // of the chunk
    const char* fault_ = "";
    bool done_ = false;
};

}  // namespace mallctl::server::http
