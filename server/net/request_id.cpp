#include "server/net/request_id.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <random>

namespace mallctl::server::net {

namespace {

constexpr std::size_t dash = 8;

}  // namespace

RequestIds::RequestIds() {
    renew();
}

void RequestIds::renew() {
    fmt::format_to_n(id_.data(), id_.size(), "{:08x}-{:08x}", std::random_device{}() & 0xFFFFFFFFU, 0);
}

const RequestId& RequestIds::next() {
    std::size_t place = id_.size() - 1;
    while (place > dash && id_[place] == 'f') id_[place--] = '0';
    if (place == dash) {
        renew();
    } else {
        id_[place] = id_[place] == '9' ? 'a' : static_cast<char>(id_[place] + 1);
    }
    return id_;
}

}  // namespace mallctl::server::net
