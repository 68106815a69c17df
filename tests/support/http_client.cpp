#include "tests/support/http_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cctype>
#include <stdexcept>
#include <utility>

namespace mallctl::test {

Client::Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (socket_ < 0 || ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        if (socket_ >= 0) ::close(socket_);
        throw std::runtime_error("cannot connect to the server");
    }
}

Client::~Client() {
    if (socket_ >= 0) ::close(socket_);
}

Client::Client(Client&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), buffer_(std::move(other.buffer_)) {}

bool Client::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

std::size_t Client::push(std::string_view bytes) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    return sent < 0 ? 0 : static_cast<std::size_t>(sent);
}

void Client::shutdown_send() {
    ::shutdown(socket_, SHUT_WR);
}

bool Client::read_more(std::chrono::milliseconds timeout) {
    pollfd waiting{socket_, POLLIN, 0};
    if (::poll(&waiting, 1, static_cast<int>(timeout.count())) <= 0) return false;
    std::array<char, 16384> bytes{};
    const ssize_t count = ::recv(socket_, bytes.data(), bytes.size(), 0);
    if (count <= 0) return false;
    buffer_.append(bytes.data(), static_cast<std::size_t>(count));
    return true;
}

std::optional<Reply> Client::receive(bool head, std::chrono::milliseconds timeout) {
    std::size_t end = 0;
    while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
        if (!read_more(timeout)) return std::nullopt;
    }
    Reply reply;
    reply.status = std::stoi(buffer_.substr(9, 3));
    for (std::size_t line = buffer_.find("\r\n") + 2; line < end + 2;) {
        const std::size_t stop = buffer_.find("\r\n", line);
        const std::size_t colon = buffer_.find(": ", line);
        std::string name = buffer_.substr(line, colon - line);
        for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        reply.headers[name] = buffer_.substr(colon + 2, stop - colon - 2);
        line = stop + 2;
    }
    buffer_.erase(0, end + 4);
    const auto length = reply.headers.find("content-length");
    const std::size_t size = head || length == reply.headers.end() ? 0 : std::stoul(length->second);
    while (buffer_.size() < size) {
        if (!read_more(timeout)) return std::nullopt;
    }
    reply.body = buffer_.substr(0, size);
    buffer_.erase(0, size);
    return reply;
}

bool Client::is_closed(std::chrono::milliseconds timeout) {
    pollfd waiting{socket_, POLLIN, 0};
    if (!buffer_.empty() || ::poll(&waiting, 1, static_cast<int>(timeout.count())) <= 0) return false;
    char byte = 0;
    return ::recv(socket_, &byte, 1, 0) <= 0;
}

std::string get_request(std::string_view target, std::string_view more_headers) {
    std::string request = "GET ";
    return request.append(target)
        .append(" HTTP/1.1\r\nHost: localhost\r\n")
        .append(more_headers)
        .append("\r\n");
}

std::optional<Reply> get(std::uint16_t port, std::string_view target) {
    Client client(port);
    client.send(get_request(target));
    return client.receive();
}

}  // namespace mallctl::test
