// `mallctl serve`, the program itself, on a free port.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "tests/support/process.hpp"

namespace mallctl::test {

class ServeProcess {
  public:
    // With this database, and more words on its command line. Throws std::runtime_error with what it said
    // when it does not come up.
    explicit ServeProcess(const std::string& url, const std::vector<std::string>& more = {});

    std::uint16_t port() const { return port_; }
    RunningProcess& process() { return process_; }

    // Resident memory in KiB, now and at most since forget_peak(), as the kernel counts it (proc(5)).
    std::size_t resident_kib() const { return status_kib("VmRSS:"); }
    std::size_t peak_kib() const { return status_kib("VmHWM:"); }
    void forget_peak() const;

  private:
    std::size_t status_kib(const std::string& name) const;

    RunningProcess process_;
    std::uint16_t port_ = 0;
};

}  // namespace mallctl::test
