// Text that is held in memory until it is joined with that of other malls, and must not grow without end.
#pragma once

#include <cstddef>
#include <ostream>
#include <streambuf>
#include <string>

#include "core/error.hpp"

namespace mallctl::cli {

// Of all malls together; joining them takes a few times as much.
constexpr std::size_t most_joined = 64 * 1024 * 1024;

// A usage error that does not show before a verb has run.
class TooMuchToJoin : public core::Error {
  public:
    using core::Error::Error;
};

// Throws TooMuchToJoin where `bytes` are more than `most`.
void require_joinable(std::size_t bytes, std::size_t most = most_joined);

// A stream into a string. Writing beyond `most` bytes throws as require_joinable does, out of the inserter.
class BoundedText : private std::streambuf, public std::ostream {
  public:
    explicit BoundedText(std::size_t most = most_joined);

    const std::string& text() const { return text_; }

  private:
    int overflow(int c) override;
    std::streamsize xsputn(const char* bytes, std::streamsize count) override;

    std::string text_;
    std::size_t most_;
};

}  // namespace mallctl::cli
