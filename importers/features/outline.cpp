#include "importers/features/outline.hpp"

#include <fmt/format.h>

#include <array>
#include <cstring>
#include <string_view>

#include "core/error.hpp"
#include "importers/features/json_fault.hpp"

namespace mallctl::importers::features {

namespace {

// Thrown inside this file only: the careful reader says what is wrong.
struct Amiss {};

constexpr char record_separator = '\x1E';  // RFC 8142 section 2.1
constexpr int nothing = -1;

constexpr std::array<bool, 256> make_marks() {
    std::array<bool, 256> marks{};
    for (const char c : {'"', '{', '}', '[', ']'}) marks[static_cast<unsigned char>(c)] = true;
    return marks;
}

// The bytes that matter to the nesting of a text.
constexpr std::array<bool, 256> marks = make_marks();

class Scanner {
  public:
    explicit Scanner(const SourceFile& file)
        : file_(file), begin_(file.text.data()), at_(begin_), end_(begin_ + file.text.size()) {
        if (file.text.starts_with("\xEF\xBB\xBF")) at_ += 3;
    }

    // The next byte that is no white space, `nothing` at the end.
    int peek() {
        while (at_ != end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\r' || *at_ == '\t')) ++at_;
        return at_ == end_ ? nothing : static_cast<unsigned char>(*at_);
    }

    bool accept(char wanted) {
        if (peek() != wanted) return false;
        ++at_;
        return true;
    }

    void expect(char wanted) {
        if (!accept(wanted)) throw Amiss{};
    }

    // The text between the quotes, escapes as they are.
    std::string_view string() {
        expect('"');
        const char* first = at_;
        pass_string();
        return {first, static_cast<std::size_t>(at_ - 1 - first)};
    }

    // Passes over a value that begins `depth` levels down.
    Slice value(int depth) {
        const int first = peek();
        Slice slice;
        slice.begin = place();
        suspicious_ = false;
        if (first == '"') {
            string();
        } else if (first == '{' || first == '[') {
            pass_nested(depth);
        } else {
            while (at_ != end_ && std::strchr(",]} \n\r\t", *at_) == nullptr) ++at_;
            if (place() == slice.begin) throw Amiss{};
        }
        slice.end = place();
        slice.suspicious = suspicious_;
        return slice;
    }

    std::uint32_t place() const { return static_cast<std::uint32_t>(at_ - begin_); }

  private:
    // Brackets are counted without regard to their kind: the parser of the part tells them apart.
    void pass_nested(int depth) {
        const int outside = depth;
        do {
            while (at_ != end_ && !marks[static_cast<unsigned char>(*at_)]) ++at_;
            if (at_ == end_) throw Amiss{};
            const char mark = *at_++;
            if (mark == '"') {
                pass_string();
            } else if (mark == '{' || mark == '[') {
                if (++depth > max_json_depth) throw nested_too_deep(file_);
            } else {
                --depth;
            }
        } while (depth > outside);
    }

    // To behind the closing quote.
    void pass_string() {
        while (at_ != end_) {
            const char c = *at_++;
            if (c == '"') return;
            if (c == '\\') pass_escape();
        }
        throw Amiss{};
    }

    void pass_escape() {
        if (at_ == end_) throw Amiss{};
        if (*at_++ != 'u') return;
        const std::string_view code(at_, std::min<std::size_t>(4, static_cast<std::size_t>(end_ - at_)));
        if (code == "0000" || code.starts_with('d') || code.starts_with('D')) suspicious_ = true;
    }

    const SourceFile& file_;
    const char* begin_;
    const char* at_;
    const char* end_;
    bool suspicious_ = false;
};

// The items of a list whose opening bracket has been passed, to before its closing one.
std::vector<Slice> list_items(Scanner& scanner, int depth) {
    std::vector<Slice> items;
    if (scanner.peek() == ']') return items;
    do {
        items.push_back(scanner.value(depth));
    } while (scanner.accept(','));
    return items;
}

Outline scan_object(Scanner& scanner, const SourceFile& file) {
    Outline outline;
    std::uint32_t copied = scanner.place();
    scanner.expect('{');
    while (scanner.peek() != '}') {
        const std::string_view key = scanner.string();
        scanner.expect(':');
        outline.has_list = key == "features" ? scanner.peek() == '[' : outline.has_list;
        if (key == "features" && scanner.accept('[')) {
            outline.head.append(file.text, copied, scanner.place() - copied);
            outline.features = list_items(scanner, 2);
            copied = scanner.place();
            scanner.expect(']');
        } else {
            scanner.value(1);
        }
        if (!scanner.accept(',')) break;
        if (scanner.peek() != '"') throw Amiss{};
    }
    scanner.expect('}');
    outline.head.append(file.text, copied, scanner.place() - copied);
    return outline;
}

// `from` is where the value begins that is being looked at: the whole text, or one of a sequence.
Outline scan(const SourceFile& file, std::uint32_t& from) {
    Scanner scanner(file);
    scanner.accept(record_separator);
    if (scanner.peek() != '{') throw Amiss{};
    const std::uint32_t begin = scanner.place();
    Outline outline = scan_object(scanner, file);
    if (outline.has_list) {
        if (scanner.peek() != nothing) throw Amiss{};
        return outline;
    }
    outline.head.clear();
    outline.features = {{begin, scanner.place(), true}};
    while (scanner.accept(record_separator) || scanner.peek() != nothing) {
        if (scanner.peek() == nothing) break;
        from = scanner.place();
        if (scanner.peek() != '{') throw Amiss{};
        outline.features.push_back(scanner.value(0));
    }
    return outline;
}

}  // namespace

Outline outline_of(const SourceFile& file) {
    std::uint32_t from = 0;
    try {
        return scan(file, from);
    } catch (const Amiss&) {
        require_json(file, {from, static_cast<std::uint32_t>(file.text.size())});
        return {};
    }
}

}  // namespace mallctl::importers::features
