// Waits for what another thread or process brings about.
#pragma once

#include <chrono>
#include <functional>
#include <thread>

namespace mallctl::test {

// Asks every few milliseconds until `holds` does; false when it did not within `time`.
inline bool within(std::chrono::milliseconds time, const std::function<bool()>& holds) {
    const auto end = std::chrono::steady_clock::now() + time;
    while (!holds()) {
        if (std::chrono::steady_clock::now() >= end) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return true;
}

// Where nothing says how long it may take.
inline bool eventually(const std::function<bool()>& holds) {
    return within(std::chrono::seconds(10), holds);
}

}  // namespace mallctl::test
