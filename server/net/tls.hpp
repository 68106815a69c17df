// The server's certificate, and what is spoken with it: TLS 1.2 and 1.3, HTTP/1.1 alone.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "server/net/stream.hpp"

struct ssl_ctx_st;

namespace mallctl::server::net {

struct SslContextFree {
    void operator()(ssl_ctx_st* context) const;
};

// Of one thread, but the connections that it makes may be used by others.
class Tls {
  public:
    // PEM files: the certificate with its chain, and its key. Throws core::Error(usage) naming the file that
    // is missing, malformed, or does not fit the other.
    Tls(std::filesystem::path certificate, std::filesystem::path key);

    // For a socket that was accepted and does not block. Null where there is no memory.
    SslPointer accept(int socket) const;

    // Reads the files again; connections that there are keep what they have. As the constructor.
    void reload();

    // Reloads where a file is another than last time (also one that could not be used then). False: nothing
    // to do.
    bool reload_if_changed();

  private:
    using Context = std::unique_ptr<ssl_ctx_st, SslContextFree>;

    Context read() const;
    std::string state_of_files() const;

    std::filesystem::path certificate_;
    std::filesystem::path key_;
    std::string seen_;
    Context context_;
};

}  // namespace mallctl::server::net
