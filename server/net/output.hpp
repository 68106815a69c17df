// What a connection still has to send when its socket is full.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "server/http/response.hpp"
#include "server/net/stream.hpp"

namespace mallctl::server::net {

// Writes `first` and then `second`, from byte `sent` of both on, until all is sent or the socket is full.
// Returns how much is sent by now; sets `failed` where the connection is broken.
std::size_t write_all(Stream& stream, std::string_view first, std::string_view second, bool& failed,
                      std::size_t sent = 0);

// The rest of an answer, with what keeps its body alive: a body is never copied, however slow its reader.
class Output {
  public:
    // Of `bytes` (copied) and of `body`, the response's (null: no body), of which `sent` bytes are sent
    // already.
    Output(std::string_view bytes, const http::Response* response, std::string_view body, std::size_t sent);

    // Writes on. True when all is sent; false when the socket is full or `failed` is set.
    bool flush(Stream& stream, bool& failed);

    // Bytes that are kept for this client alone, which a body made ahead is not.
    std::size_t held() const { return bytes_.size() + (shared_ ? 0 : body_.size()); }

  private:
    std::string bytes_;
    std::shared_ptr<const void> owner_;
    std::string_view body_;
    std::size_t sent_ = 0;
    bool shared_ = false;
};

}  // namespace mallctl::server::net
