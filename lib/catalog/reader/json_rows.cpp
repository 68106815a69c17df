#include "catalog/reader/json_rows.hpp"

#include <algorithm>

#include "catalog/reader/json_value.hpp"
#include "catalog/reader/text_checks.hpp"
#include "core/utf8.hpp"

namespace mallctl::catalog {

namespace {

constexpr std::size_t longest_object = longest_line;  // bytes

// Finds the bracket that closes the first one, piece by piece: brackets in strings do not count.
class Brackets {
  public:
    // Reads on; true, and the offset behind the last bracket, where it is in this piece.
    bool find_end(std::string_view piece, std::size_t& end) {
        for (std::size_t i = 0; i < piece.size(); ++i) {
            if (!step(piece[i])) continue;
            end = i + 1;
            return true;
        }
        return false;
    }

  private:
    bool step(char c) {
        if (in_string_) {
            if (!escaped_ && c == '"') in_string_ = false;
            escaped_ = !escaped_ && c == '\\';
            return false;
        }
        if (c == '"') in_string_ = true;
        if (c == '{' || c == '[') ++depth_;
        return (c == '}' || c == ']') && --depth_ <= 0;
    }

    std::size_t depth_ = 0;
    bool in_string_ = false;
    bool escaped_ = false;
};

std::string_view without_blanks(std::string_view text) {
    return text.substr(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
}

}  // namespace

JsonRows::JsonRows(std::unique_ptr<TextStream> stream, DocumentRows rows, bool lines)
    : stream_(std::move(stream)), rows_(std::move(rows)), lines_(lines) {}

bool JsonRows::next(RawRow& row) {
    while (!ended_) {
        std::size_t size = 0;
        const Found found = find_value(size);
        if (found == Found::end) break;
        if (found == Found::none) continue;
        const std::string_view text = stream_->window().substr(0, size);
        const bool good = parse(text, row);
        pass(size);
        if (good) return true;
    }
    ended_ = true;
    return false;
}

// The next value is the first `size` bytes of the window. None: something else was passed, or refused.
JsonRows::Found JsonRows::find_value(std::size_t& size) {
    skip_blanks();
    if (stream_->window().empty()) {
        if (in_array_) stop("the array is never closed", "close it with ]");
        return Found::end;
    }
    if (!began_ && !lines_ && stream_->window().front() == '[') {
        in_array_ = true;
        pass(1);
        began_ = true;
        return Found::none;
    }
    began_ = true;
    if (lines_) return find_line_end(size) ? Found::value : Found::none;
    if (in_array_) {
        const Found found = find_in_array();
        if (found != Found::value) return found;
    }
    if (stream_->window().front() != '{') {
        stop("an object is expected", "a row is an object of keys and values");
        return Found::end;
    }
    return find_bracket_end(size) ? Found::value : Found::none;
}

// Passes what stands between the values of the array; value: the next one begins here.
JsonRows::Found JsonRows::find_in_array() {
    if (stream_->window().front() == ']') {
        pass(1);
        in_array_ = false;
        skip_blanks();
        if (!stream_->window().empty()) stop("text follows the array", {});
        return Found::end;
    }
    if (!is_first_) {
        if (stream_->window().front() != ',') {
            stop("\",\" or \"]\" is expected", {});
            return Found::end;
        }
        pass(1);
        skip_blanks();
        if (stream_->window().empty()) return Found::none;
    }
    is_first_ = false;
    return Found::value;
}

bool JsonRows::find_bracket_end(std::size_t& size) {
    Brackets brackets;
    std::size_t seen = 0;
    while (true) {
        const std::string_view text = stream_->window().substr(0, longest_object);
        if (brackets.find_end(text.substr(seen), size)) {
            size += seen;
            return true;
        }
        seen = text.size();
        if (seen == longest_object) break;
        if (!stream_->fill()) {
            rows_.report("M006", place_, "this object is never closed", "close it with }",
                         stream_->window().substr(0, longest_object));
            ended_ = true;
            return false;
        }
    }
    rows_.report("M009", place_, "an object has at most 1 MiB", {}, stream_->window());
    pass(seen);
    while (true) {
        const std::string_view text = stream_->window();
        if (brackets.find_end(text, size)) {
            pass(size);
            return false;
        }
        pass(text.size());
        if (!stream_->fill()) {
            ended_ = true;
            return false;
        }
    }
}

bool JsonRows::find_line_end(std::size_t& size) {
    std::size_t seen = 0;
    while (true) {
        const auto end = stream_->window().find('\n', seen);
        size = std::min(end, stream_->window().size());
        if (size > longest_object) {
            rows_.report("M009", place_, "a line has at most 1 MiB", {}, stream_->window());
            place_ = {place_.line + stream_->skip_line(), 1};
            return false;
        }
        if (end != std::string_view::npos) return true;
        seen = size;
        if (!stream_->fill()) return true;
    }
}

bool JsonRows::parse(std::string_view text, RawRow& row) {
    const auto invalid = core::find_invalid_utf8(text);
    if (invalid != std::string_view::npos) {
        rows_.report("M008", advance(place_, text.substr(0, invalid)), "this is not UTF-8",
                     "save the file as UTF-8", {});
        return false;
    }
    RawValue value;
    if (const auto fault = read_json_value(text, place_, value)) {
        rows_.report("M006", fault->place, "not JSON as it is used here: " + fault->why, {}, text);
        return false;
    }
    return rows_.read(std::move(value), row);
}

void JsonRows::skip_blanks() {
    while (true) {
        const std::string_view text = stream_->window();
        const auto first = text.find_first_not_of(" \t\r\n");
        pass(std::min(first, text.size()));
        if (first != std::string_view::npos || !stream_->fill()) return;
    }
}

void JsonRows::pass(std::size_t size) {
    place_ = advance(place_, stream_->window().substr(0, size));
    stream_->consume(size);
}

void JsonRows::stop(const char* message, const char* advice) {
    const auto line = stream_->window().substr(0, stream_->window().find('\n'));
    rows_.report("M006", place_, message, advice == nullptr ? "" : advice, line.substr(0, longest_object));
    ended_ = true;
}

bool looks_like_json(std::string_view text) {
    text = without_blanks(text);
    const char open = text.empty() ? ' ' : text.front();
    if (open != '{' && open != '[') return false;
    text = without_blanks(text.substr(1));
    const char next = text.empty() ? ' ' : text.front();
    return open == '{' ? next == '"' || next == '}' : next == '{' || next == ']';
}

bool looks_like_json_lines(std::string_view text) {
    text = without_blanks(text);
    text = text.substr(0, text.find('\n'));
    std::size_t end = 0;
    return text.starts_with('{') && Brackets().find_end(text, end) &&
           without_blanks(text.substr(end)).empty();
}

}  // namespace mallctl::catalog
