#include "server/net/output.hpp"

#include <algorithm>

namespace mallctl::server::net {

std::size_t write_all(Stream& stream, std::string_view first, std::string_view second, bool& failed,
                      std::size_t sent) {
    while (sent < first.size() + second.size()) {
        const std::string_view head = first.substr(std::min(sent, first.size()));
        const std::string_view body = second.substr(sent - (first.size() - head.size()));
        const Moved moved = head.empty() ? stream.write(body, {}) : stream.write(head, body);
        if (!moved.some()) {
            failed = !moved.none_yet();
            break;
        }
        sent += moved.count;
    }
    return sent;
}

Output::Output(std::string_view bytes, const http::Response* response, std::string_view body,
               std::size_t sent)
    : bytes_(bytes.substr(std::min(sent, bytes.size()))),
      body_(body.substr(sent - std::min(sent, bytes.size()))) {
    if (response == nullptr) return;
    if (response->ready) {
        owner_ = response->ready;
        shared_ = true;
    } else {
        owner_ = response->body;
    }
}

bool Output::flush(Stream& stream, bool& failed) {
    sent_ = write_all(stream, bytes_, body_, failed, sent_);
    return sent_ == bytes_.size() + body_.size();
}

}  // namespace mallctl::server::net
