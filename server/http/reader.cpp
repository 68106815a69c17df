#include "server/http/reader.hpp"

#include <cstring>
#include <utility>

namespace mallctl::server::http {

namespace {

Problem too_large_header(std::string detail) {
    return {431, "header-too-large", "The request's header is too large", std::move(detail), {}, 0};
}

Problem too_large_body(std::size_t most) {
    return {413,
            "body-too-large",
            "The request's body is too large",
            "the body is over " + std::to_string(most) + " bytes",
            {},
            0};
}

}  // namespace

void RequestReader::give(std::string_view bytes) {
    if (state_ == ReadState::refused) return;
    viewed_ = false;
    if (window_.empty()) {
        window_ = bytes;
        borrowed_ = true;
        return;
    }
    keep();
    kept_ += bytes;
    window_ = kept_;
}

ReadState RequestReader::advance(Request& request) {
    if (state_ == ReadState::idle) {
        // Empty lines before a request are skipped (RFC 9112 section 2.2).
        while (window_.starts_with("\r\n")) window_.remove_prefix(2);
        if (window_.empty() || window_ == "\r") return state_;
        state_ = ReadState::header;
    }
    if (state_ == ReadState::header && find_head_end()) read_head(request);
    if (state_ == ReadState::body) read_body();
    if (state_ == ReadState::done) view(request);
    return state_;
}

// Line by line, so that a head which comes byte by byte is looked at once. True when the head is whole.
bool RequestReader::find_head_end() {
    if (!is_token_byte(window_.front())) {
        refuse(malformed("the request does not begin with a method"));
        return false;
    }
    while (scanned_ < window_.size()) {
        const void* found = std::memchr(window_.data() + scanned_, '\n', window_.size() - scanned_);
        if (found == nullptr) {
            scanned_ = window_.size();
            break;
        }
        const auto end = static_cast<std::size_t>(static_cast<const char*>(found) - window_.data());
        if (end == line_start_ || window_[end - 1] != '\r') {
            refuse(malformed("a header line ends without CR LF"));
            return false;
        }
        const bool empty_line = end - line_start_ == 1;
        scanned_ = end + 1;
        if (line_is_too_long() || scanned_ > limits_.header_bytes) break;
        line_start_ = scanned_;
        if (empty_line) {
            head_size_ = used_ = scanned_;
            return true;
        }
    }
    if (line_is_too_long()) {
        refuse({414,
                "target-too-long",
                "The request's address is too long",
                "the request target is over " + std::to_string(limits_.target_bytes) + " bytes",
                {},
                0});
    } else if (scanned_ > limits_.header_bytes) {
        refuse(too_large_header("the header is over " + std::to_string(limits_.header_bytes) + " bytes"));
    }
    return false;
}

// The request line, of which the target is what is long.
bool RequestReader::line_is_too_long() const {
    constexpr std::size_t method_and_version = 64;
    return line_start_ == 0 && scanned_ > limits_.target_bytes + method_and_version;
}

void RequestReader::read_head(Request& request) {
    if (std::optional<Problem> fault =
            parse_head(window_.substr(0, head_size_), limits_, request, framing_)) {
        refuse(*std::move(fault));
        return;
    }
    request.body = {};
    viewed_ = true;
    wants_continue_ = framing_.expects_continue;
    state_ = ReadState::head;
}

void RequestReader::allow_body(std::size_t most) {
    most_ = most;
    state_ = ReadState::body;
    if (framing_.content_length > most) refuse(too_large_body(most));
}

bool RequestReader::take_continue() {
    return state_ == ReadState::body && std::exchange(wants_continue_, false);
}

void RequestReader::read_body() {
    if (framing_.chunked) {
        read_chunks();
    } else if (window_.size() - head_size_ >= framing_.content_length) {
        used_ = head_size_ + framing_.content_length;
        state_ = ReadState::done;
    }
}

void RequestReader::view(Request& request) {
    // The head was read before, and cannot be wrong now: its bytes may have moved.
    if (!viewed_) parse_head(window_.substr(0, head_size_), limits_, request, framing_);
    viewed_ = true;
    request.body =
        framing_.chunked ? std::string_view(chunks_) : window_.substr(head_size_, framing_.content_length);
}

void RequestReader::read_chunks() {
    std::string_view rest = window_.substr(used_);
    const ChunkDecoder::Result result = decoder_.feed(rest, chunks_, most_);
    used_ = window_.size() - rest.size();
    switch (result) {
        case ChunkDecoder::Result::more:
            return;
        case ChunkDecoder::Result::done:
            state_ = ReadState::done;
            return;
        case ChunkDecoder::Result::malformed:
            return refuse(malformed(decoder_.fault()));
        case ChunkDecoder::Result::too_long:
            return refuse(too_large_body(most_));
        case ChunkDecoder::Result::too_wordy:
            return refuse(too_large_header("a chunk's extensions or the trailer are over " +
                                           std::to_string(ChunkDecoder::max_line_bytes) + " bytes"));
    }
}

void RequestReader::next() {
    window_.remove_prefix(used_);
    scanned_ = line_start_ = head_size_ = used_ = 0;
    viewed_ = false;
    if (framing_.chunked) {
        decoder_ = {};
        chunks_ = {};
    }
    framing_ = {};
    state_ = ReadState::idle;
}

void RequestReader::keep() {
    viewed_ = false;
    if (window_.empty()) {
        if (kept_.capacity() > std::string().capacity()) kept_ = {};
        window_ = {};
        borrowed_ = false;
        return;
    }
    // Chunks that are decoded are not needed again; the head is, for its views.
    const bool decoded = framing_.chunked && used_ > head_size_ && state_ == ReadState::body;
    if (borrowed_) {
        kept_.assign(window_);
    } else if (window_.data() != kept_.data()) {
        kept_.erase(0, static_cast<std::size_t>(window_.data() - kept_.data()));
    }
    if (decoded) {
        kept_.erase(head_size_, used_ - head_size_);
        used_ = head_size_;
    }
    window_ = kept_;
    borrowed_ = false;
}

void RequestReader::refuse(Problem why) {
    problem_ = std::make_unique<Problem>(std::move(why));
    state_ = ReadState::refused;
    window_ = {};
}

}  // namespace mallctl::server::http
