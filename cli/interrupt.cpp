#include "cli/interrupt.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <climits>
#include <csignal>
#include <cstring>

namespace mallctl::cli {

namespace {

// A signal handler may touch only what is ready beforehand: fixed buffers, and how many of them are filled.
std::array<std::array<char, PATH_MAX>, 20> paths{};
volatile std::sig_atomic_t path_count = 0;

extern "C" void leave(int signal_number) {
    for (std::size_t i = std::min(static_cast<std::size_t>(path_count), paths.size()); i > 0; --i) {
        const char* path = paths[i - 1].data();
        if (::unlink(path) != 0) ::rmdir(path);
    }
    static constexpr char message[] = "mallctl: interrupted; nothing was changed by what had not finished\n";
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, message, sizeof message - 1);
    ::_exit(128 + signal_number);
}

}  // namespace

void exit_on_signals() {
    struct sigaction action {};
    action.sa_handler = leave;
    sigemptyset(&action.sa_mask);
    for (const int signal_number : {SIGINT, SIGTERM}) ::sigaction(signal_number, &action, nullptr);
}

RemoveOnSignal::RemoveOnSignal(const std::string& path) {
    const auto index = static_cast<std::size_t>(path_count);
    if (index < paths.size()) {
        const std::size_t length = std::min(path.size(), paths[index].size() - 1);
        std::memcpy(paths[index].data(), path.data(), length);
        paths[index][length] = '\0';
    }
    path_count = path_count + 1;
}

RemoveOnSignal::~RemoveOnSignal() {
    path_count = path_count - 1;
}

}  // namespace mallctl::cli
