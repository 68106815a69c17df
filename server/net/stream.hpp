// The bytes of one connection, plain or through TLS: the only place that knows which.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

struct ssl_st;

namespace mallctl::server::net {

struct SslFree {
    void operator()(ssl_st* ssl) const;
};
using SslPointer = std::unique_ptr<ssl_st, SslFree>;

// What became of an attempt to read or write. No attempt waits.
struct Moved {
    enum class Outcome { some, none_yet, ended, failed };
    Outcome outcome = Outcome::failed;
    std::size_t count = 0;
    bool wants_write = false;  // none_yet: the socket must become writable first, not readable

    bool some() const { return outcome == Outcome::some; }
    bool none_yet() const { return outcome == Outcome::none_yet; }
};

class Stream {
  public:
    // Owns the socket, which does not block; `ssl`, where there is one, is made for it and has shaken no
    // hands.
    explicit Stream(int socket, SslPointer ssl = {});
    ~Stream();
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    int socket() const { return socket_; }
    bool secure() const { return ssl_ != nullptr; }

    // ended: the client sends nothing more.
    Moved read(char* into, std::size_t size);
    // Some or all of `first` and then of `second`, in one system call where the connection is plain.
    Moved write(std::string_view first, std::string_view second);
    // Says that nothing more will be sent.
    void shutdown_send();

  private:
    Moved ssl_outcome(int result);
    Moved ssl_write(std::string_view bytes);

    int socket_;
    SslPointer ssl_;
};

}  // namespace mallctl::server::net
