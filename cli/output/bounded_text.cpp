#include "cli/output/bounded_text.hpp"

#include <fmt/format.h>

namespace mallctl::cli {

void require_joinable(std::size_t bytes, std::size_t most) {
    if (bytes <= most) return;
    throw TooMuchToJoin(
        core::Fault::usage,
        fmt::format("what several malls print together is over {} MiB, the most that is joined; "
                    "the command has run in each, and nothing of it is printed",
                    most / (1024 * 1024)),
        "write a file for each mall, as in -o '{mall}.csv', or ask for less");
}

BoundedText::BoundedText(std::size_t most) : std::ostream(this), most_(most) {
    exceptions(std::ios::badbit);  // else the stream would swallow ours
}

int BoundedText::overflow(int c) {
    using Traits = std::streambuf::traits_type;
    if (Traits::eq_int_type(c, Traits::eof())) return Traits::not_eof(c);
    require_joinable(text_.size() + 1, most_);
    text_ += Traits::to_char_type(c);
    return c;
}

std::streamsize BoundedText::xsputn(const char* bytes, std::streamsize count) {
    require_joinable(text_.size() + static_cast<std::size_t>(count), most_);
    text_.append(bytes, static_cast<std::size_t>(count));
    return count;
}

}  // namespace mallctl::cli
