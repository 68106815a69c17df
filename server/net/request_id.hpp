// Names for requests, unique for the life of a server and hard to guess from outside: "5f0c9a3e-0000002a".
#pragma once

#include <array>
#include <string_view>

namespace mallctl::server::net {

using RequestId = std::array<char, 17>;

inline std::string_view text_of(const RequestId& id) {
    return {id.data(), id.size()};
}

// Of one thread.
class RequestIds {
  public:
    // Begins at a random prefix.
    RequestIds();

    // Counts on, in hexadecimal; the prefix changes where the digits are used up.
    const RequestId& next();

  private:
    void renew();

    RequestId id_{};
};

}  // namespace mallctl::server::net
