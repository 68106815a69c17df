#include "cli/interrupt.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <climits>
#include <csignal>
#include <cstring>

namespace mallctl::cli {

namespace {

// A signal handler may touch only what is ready beforehand: a fixed buffer, and a flag that says it is
// filled.
std::array<char, PATH_MAX> file_to_remove{};
volatile std::sig_atomic_t has_file = 0;

extern "C" void leave(int signal_number) {
    if (has_file != 0) ::unlink(file_to_remove.data());
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
    const std::size_t length = std::min(path.size(), file_to_remove.size() - 1);
    std::memcpy(file_to_remove.data(), path.data(), length);
    file_to_remove[length] = '\0';
    has_file = 1;
}

RemoveOnSignal::~RemoveOnSignal() {
    has_file = 0;
}

}  // namespace mallctl::cli
