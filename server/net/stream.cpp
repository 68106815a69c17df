#include "server/net/stream.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <utility>

namespace mallctl::server::net {

namespace {

using Outcome = Moved::Outcome;

Moved socket_outcome(ssize_t result) {
    if (result > 0) return {Outcome::some, static_cast<std::size_t>(result), false};
    if (result == 0) return {Outcome::ended, 0, false};
    const bool wait = errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
    return {wait ? Outcome::none_yet : Outcome::failed, 0, false};
}

int bounded(std::size_t size) {
    return static_cast<int>(std::min<std::size_t>(size, INT_MAX));
}

}  // namespace

void SslFree::operator()(ssl_st* ssl) const {
    SSL_free(ssl);
}

Stream::Stream(int socket, SslPointer ssl) : socket_(socket), ssl_(std::move(ssl)) {}

Stream::~Stream() {
    ::close(socket_);
}

Moved Stream::ssl_outcome(int result) {
    if (result > 0) return {Outcome::some, static_cast<std::size_t>(result), false};
    switch (SSL_get_error(ssl_.get(), result)) {
        case SSL_ERROR_WANT_READ:
            return {Outcome::none_yet, 0, false};
        case SSL_ERROR_WANT_WRITE:
            return {Outcome::none_yet, 0, true};
        case SSL_ERROR_ZERO_RETURN:
            return {Outcome::ended, 0, false};
        default:
            ERR_clear_error();  // the queue is the thread's: the next connection must not find this
            return {};
    }
}

Moved Stream::read(char* into, std::size_t size) {
    if (ssl_) return ssl_outcome(SSL_read(ssl_.get(), into, bounded(size)));
    return socket_outcome(::recv(socket_, into, size, 0));
}

Moved Stream::ssl_write(std::string_view bytes) {
    return ssl_outcome(SSL_write(ssl_.get(), bytes.data(), bounded(bytes.size())));
}

Moved Stream::write(std::string_view first, std::string_view second) {
    if (!ssl_) {
        if (second.empty()) return socket_outcome(::send(socket_, first.data(), first.size(), MSG_NOSIGNAL));
        std::array<iovec, 2> parts{iovec{const_cast<char*>(first.data()), first.size()},
                                   iovec{const_cast<char*>(second.data()), second.size()}};
        msghdr message{};
        message.msg_iov = parts.data();
        message.msg_iovlen = parts.size();
        return socket_outcome(::sendmsg(socket_, &message, MSG_NOSIGNAL));
    }
    std::size_t written = 0;
    for (std::string_view part : {first, second}) {
        while (!part.empty()) {
            const Moved moved = ssl_write(part);
            if (!moved.some()) return written > 0 ? Moved{Outcome::some, written, false} : moved;
            written += moved.count;
            part.remove_prefix(moved.count);
        }
    }
    return {Outcome::some, written, false};
}

void Stream::shutdown_send() {
    if (ssl_ && SSL_is_init_finished(ssl_.get())) SSL_shutdown(ssl_.get());
    ERR_clear_error();
    ::shutdown(socket_, SHUT_WR);
}

}  // namespace mallctl::server::net
