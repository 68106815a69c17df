#include "server/http/chunked.hpp"

#include <algorithm>

#include "core/hex.hpp"
#include "server/http/head.hpp"

namespace mallctl::server::http {

bool ChunkDecoder::fail(const char* fault) {
    fault_ = fault;
    return false;
}

// The line of a chunk's size: hexadecimal digits, then perhaps ";" and extensions.
bool ChunkDecoder::take_size(char c) {
    if (part_ == Part::size_end) {
        if (c != '\n') return fail("the line of a chunk's size ends without CR LF");
        part_ = finished_ ? Part::trailer : Part::data;
        line_ = 0;
        column_ = 0;
        in_name_ = true;
        return true;
    }
    if (part_ == Part::extension) {
        ++line_;
        if (c == '\r') {
            part_ = Part::size_end;
        } else if (!is_value_byte(c)) {
            return fail("a chunk's extension holds control characters");
        }
        return true;
    }
    const int digit = core::hex_value(c);
    if (digit >= 0) {
        if (++digits_ > 12) return fail("a chunk's size has too many digits");
        left_ = left_ * 16 + static_cast<std::uint64_t>(digit);
        return true;
    }
    if (digits_ == 0 || (c != ';' && c != '\r')) return fail("a chunk's size is no hexadecimal number");
    finished_ = left_ == 0;
    part_ = c == ';' ? Part::extension : Part::size_end;
    return true;
}

// Lines like those of a header, until an empty one.
bool ChunkDecoder::take_trailer(char c) {
    ++line_;
    if (part_ == Part::trailer_lf) {
        if (c != '\n') return fail("a line of the trailer ends without CR LF");
        done_ = column_ == 0;
        column_ = 0;
        in_name_ = true;
        part_ = Part::trailer;
        return true;
    }
    if (c == '\r') {
        if (in_name_ && column_ > 0) return fail("a line of the trailer is no header");
        part_ = Part::trailer_lf;
        return true;
    }
    if (in_name_) {
        if (c == ':' && column_ > 0) {
            in_name_ = false;
        } else if (!is_token_byte(c)) {
            return fail("a line of the trailer is no header");
        }
    } else if (!is_value_byte(c)) {
        return fail("a line of the trailer holds control characters");
    }
    ++column_;
    return true;
}

bool ChunkDecoder::take(char c) {
    switch (part_) {
        case Part::size:
        case Part::extension:
        case Part::size_end:
            return take_size(c);
        case Part::data_cr:
            if (c != '\r') return fail("a chunk is longer than its size");
            part_ = Part::data_lf;
            return true;
        case Part::data_lf:
            if (c != '\n') return fail("a chunk is longer than its size");
            part_ = Part::size;
            digits_ = 0;
            line_ = 0;
            return true;
        case Part::trailer:
        case Part::trailer_lf:
            return take_trailer(c);
        case Part::data:
            break;
    }
    return true;
}

ChunkDecoder::Result ChunkDecoder::feed(std::string_view& bytes, std::string& body, std::size_t most) {
    while (!bytes.empty()) {
        if (part_ == Part::data) {
            const std::size_t count = std::min<std::uint64_t>(left_, bytes.size());
            body.append(bytes.substr(0, count));
            bytes.remove_prefix(count);
            left_ -= count;
            if (left_ == 0) part_ = Part::data_cr;
            continue;
        }
        const char c = bytes.front();
        bytes.remove_prefix(1);
        if (!take(c)) return Result::malformed;
        if (done_) return Result::done;
        if (left_ > most - body.size()) return Result::too_long;
        if (line_ > max_line_bytes) return Result::too_wordy;
    }
    return Result::more;
}

}  // namespace mallctl::server::http
