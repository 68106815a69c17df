#include "importers/features/json_fault.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "core/error.hpp"

namespace mallctl::importers::features {

namespace {

using Text = nlohmann::json::string_t;

core::Error not_json(const SourceFile& file, const std::string& reason, const std::string& advice) {
    return {core::Fault::rejected, fmt::format("{} is not JSON: {}", file.label, reason), advice};
}

// `byte` counts from 1.
std::string position_of(const std::string& text, std::size_t byte) {
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(byte, text.size()));
    const auto line = 1 + std::count(text.begin(), end, '\n');
    const auto start = text.rfind('\n', byte == 0 ? 0 : byte - 1);
    const std::size_t column = start == std::string::npos || start >= byte ? byte : byte - start;
    return fmt::format("line {}, column {}", line, column);
}

// The word at the fault, when it is one of the three that careless writers put for numbers.
std::string no_number_near(const std::string& text, std::size_t byte) {
    const std::size_t start = byte > 12 ? byte - 12 : 0;
    const std::string around = text.substr(std::min(start, text.size()), 24);
    for (const char* word : {"NaN", "nan", "Infinity", "inf"}) {
        if (around.find(word) != std::string::npos) return word;
    }
    return {};
}

core::Error syntax_error(const SourceFile& file, std::size_t byte) {
    const std::string where = position_of(file.text, byte);
    if (const std::string word = no_number_near(file.text, byte); !word.empty()) {
        return not_json(file, fmt::format("{} is no number ({})", word, where),
                        "find the feature with the missing coordinate in the program that wrote the file");
    }
    if (byte >= file.text.size()) {
        return not_json(file, fmt::format("it ends too early ({})", where),
                        "the file is cut short: export it again");
    }
    return not_json(file, fmt::format("syntax error at {}", where),
                    "export it again, or check it with a JSON linter");
}

// Takes everything that is said while a text is read and keeps nothing (the SAX interface of nlohmann-json).
class Listener {
  public:
    Listener(const SourceFile& file, std::size_t begin) : file_(file), begin_(begin) {}

    bool null() { return true; }
    bool boolean(bool) { return true; }
    bool number_integer(std::int64_t) { return true; }
    bool number_unsigned(std::uint64_t) { return true; }
    bool number_float(double, const Text&) { return true; }
    bool string(const Text& text) { return without_nul(text); }
    bool binary(nlohmann::json::binary_t&) { return true; }
    bool key(const Text& text) { return without_nul(text); }
    bool start_object(std::size_t) { return down(); }
    bool end_object() { return up(); }
    bool start_array(std::size_t) { return down(); }
    bool end_array() { return up(); }

    bool parse_error(std::size_t byte, const std::string&, const nlohmann::json::exception& error) {
        if (dynamic_cast<const nlohmann::json::parse_error*>(&error) == nullptr) {
            throw not_json(file_,
                           fmt::format("a number is too large ({})", position_of(file_.text, begin_ + byte)),
                           "find the coordinate that overflows and correct it");
        }
        throw syntax_error(file_, begin_ + byte);
    }

  private:
    bool down() {
        if (++depth_ > max_json_depth) throw nested_too_deep(file_);
        return true;
    }

    bool up() {
        --depth_;
        return true;
    }

    bool without_nul(const Text& text) const {
        if (text.find('\0') == Text::npos) return true;
        throw core::Error(core::Fault::rejected, fmt::format("{} has a text with a NUL in it", file_.label),
                          "find \\u0000 in the file and remove it: no database stores it");
    }

    const SourceFile& file_;
    std::size_t begin_;
    int depth_ = 0;
};

}  // namespace

core::Error nested_too_deep(const SourceFile& file) {
    return not_json(file, fmt::format("it is nested more than {} deep", max_json_depth),
                    "no floor plan is: check its source");
}

void require_json(const SourceFile& file, const Slice& slice) {
    Listener listener(file, slice.begin);
    const char* text = file.text.data();
    nlohmann::json::sax_parse(text + slice.begin, text + slice.end, &listener);
}

void require_json(const SourceFile& file) {
    require_json(file, {0, static_cast<std::uint32_t>(file.text.size())});
}

std::string rewritten(const SourceFile& file, const Slice& slice) {
    require_json(file, slice);
    const char* text = file.text.data();
    return nlohmann::json::parse(text + slice.begin, text + slice.end).dump();
}

}  // namespace mallctl::importers::features
