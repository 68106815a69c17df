#include "catalog/reader/yaml_chunks.hpp"

#include <algorithm>

namespace mallctl::catalog {

namespace {

bool ends_word(std::string_view line, std::size_t at) {
    return line.size() <= at || line[at] == ' ' || line[at] == '\t' || line[at] == '\r' || line[at] == '\n';
}

bool begins_document(std::string_view line) {
    return line.starts_with("---") && ends_word(line, 3);
}

bool begins_item(std::string_view line) {
    return line.starts_with('-') && ends_word(line, 1);
}

bool says_nothing(std::string_view line) {
    const auto first = line.find_first_not_of(" \t\r\n");
    return first == std::string_view::npos || line[first] == '#' || line[0] == '%';
}

}  // namespace

// The end of the line that begins at an offset of the window, behind its line feed; false where the line is
// longer than the bound.
bool YamlChunks::has_line(std::size_t begin, std::size_t& end) {
    std::size_t seen = begin;
    while (true) {
        const auto found = stream_.window().find('\n', seen);
        if (found != std::string_view::npos) {
            end = found + 1;
            return end - begin <= longest_line;
        }
        end = seen = stream_.window().size();
        if (end - begin > longest_line) return false;
        if (!stream_.fill()) return true;
    }
}

bool YamlChunks::next(YamlChunk& chunk) {
    const auto taken = stream_.window().substr(0, taken_);
    line_ += static_cast<int>(std::count(taken.begin(), taken.end(), '\n'));
    stream_.consume(taken_);
    taken_ = 0;
    if (skips_) skip_document();
    skips_ = false;
    if (stream_.window().empty() && !stream_.fill()) return false;
    chunk = {};
    chunk.line = line_;
    taken_ = find_end(chunk);
    chunk.text = stream_.window().substr(0, taken_);
    skips_ = chunk.fault != YamlChunk::Fault::none;
    return true;
}

// How much of the window is the next chunk.
std::size_t YamlChunks::find_end(YamlChunk& chunk) {
    std::size_t begin = 0;
    std::size_t last_item = 0;
    bool has_marker = false;
    bool has_content = false;
    bool is_list = false;
    for (int line = line_;; ++line) {
        std::size_t end = 0;
        const bool is_bounded = has_line(begin, end);
        const std::string_view text = stream_.window().substr(begin, end - begin);
        if (text.empty()) return begin;
        if (begins_document(text)) {
            if (has_marker || has_content) return begin;
            has_marker = true;
            has_content = !says_nothing(text.substr(3));
        } else if (!says_nothing(text)) {
            if (!has_content) is_list = begins_item(text);
            if (has_content && is_list && begins_item(text)) last_item = begin;
            has_content = true;
        }
        if (is_bounded && end <= longest_document) {
            begin = end;
            continue;
        }
        if (is_bounded && last_item > 0) return last_item;
        chunk.fault = is_bounded ? YamlChunk::Fault::long_document : YamlChunk::Fault::long_line;
        chunk.fault_line = is_bounded ? line_ : line;
        skips_line_ = !is_bounded;
        return end;
    }
}

void YamlChunks::skip_document() {
    if (skips_line_) line_ += stream_.skip_line();
    skips_line_ = false;
    while (true) {
        stream_.want(4);
        if (stream_.window().empty() || begins_document(stream_.window())) return;
        line_ += stream_.skip_line();
    }
}

}  // namespace mallctl::catalog
