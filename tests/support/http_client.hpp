// A plain TCP client that sends exactly the bytes it is told to, and reads responses.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace mallctl::test {

struct Reply {
    int status = 0;
    std::map<std::string, std::string> headers;  // names in lower case
    std::string body;
};

class Client {
  public:
    explicit Client(std::uint16_t port);
    ~Client();
    Client(Client&& other) noexcept;
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    // False when the server has closed the connection.
    bool send(std::string_view bytes);
    // As much as the socket takes at once; the number of bytes.
    std::size_t push(std::string_view bytes);
    void shutdown_send();

    // The next response by its Content-Length (`head`: none follows); nothing when the connection ends or the
    // time is over before.
    std::optional<Reply> receive(bool head = false,
                                 std::chrono::milliseconds timeout = std::chrono::seconds(10));

    // True when the server closes within the time and sends nothing more before.
    bool is_closed(std::chrono::milliseconds timeout = std::chrono::seconds(10));

  private:
    bool read_more(std::chrono::milliseconds timeout);

    int socket_ = -1;
    std::string buffer_;
};

// "GET <target> HTTP/1.1" with a Host.
std::string get_request(std::string_view target, std::string_view more_headers = "");

// One GET on a connection of its own.
std::optional<Reply> get(std::uint16_t port, std::string_view target);

}  // namespace mallctl::test
