#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <iterator>
#include <nlohmann/json.hpp>
#include <system_error>

#include "core/error.hpp"
#include "server/sms/sender.hpp"

namespace mallctl::server {

namespace fs = std::filesystem;

namespace {

using core::Error;
using core::Fault;

constexpr std::ptrdiff_t most_messages = 10'000;

[[noreturn]] void refuse(const fs::path& path, const std::string& why) {
    throw Error(Fault::unreachable, fmt::format("{}: a message cannot be put there: {}", path.string(), why),
                "look whether the program that sends messages takes them from there");
}

void require_room(const fs::path& folder) {
    std::error_code fault;
    fs::create_directories(folder, fault);
    if (!fault) fs::permissions(folder, fs::perms::owner_all, fault);
    const auto count =
        fault ? 0 : std::distance(fs::directory_iterator(folder, fault), fs::directory_iterator());
    if (fault) refuse(folder, fault.message());
    if (count >= most_messages) refuse(folder, "it is full");
}

void write_whole(const fs::path& file, const std::string& text) {
    const int opened = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (opened < 0) refuse(file, std::system_category().message(errno));
    const ssize_t written = ::write(opened, text.data(), text.size());
    const bool whole = written == static_cast<ssize_t>(text.size()) && ::fsync(opened) == 0;
    const int reason = errno;
    ::close(opened);
    if (whole) return;
    ::unlink(file.c_str());
    refuse(file, std::system_category().message(reason));
}

}  // namespace

void SmsSpool::send(const SmsMessage& message) const {
    require_room(folder_);
    const nlohmann::ordered_json json{{"id", message.id}, {"to", message.to}, {"text", message.text}};
    const fs::path hidden = folder_ / ("." + message.id + ".new");
    write_whole(hidden, json.dump() + "\n");
    std::error_code fault;
    fs::rename(hidden, folder_ / (message.id + ".json"), fault);
    if (fault) refuse(folder_, fault.message());
}

}  // namespace mallctl::server
