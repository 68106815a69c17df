// The one exception type that crosses folders: what failed, on which object, why, and what to do about it.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

#include "core/diagnostic.hpp"

namespace mallctl::core {

// What kind of failure it is decides the exit code of the CLI and the status of the server.
enum class Fault {
    failed,       // the operation failed, or what was asked for does not exist
    usage,        // usage or configuration; an ambiguous place; an unsupported schema
    rejected,     // the input was refused
    unreachable,  // a service could not be reached or refused us
    conflict,     // a retry may help: locked, changed underneath, stale
    interrupted,  // the user stopped it
};

class Error : public std::runtime_error {
  public:
    // `message` names the object and the reason, without a full stop; `advice` is one line, or empty.
    Error(Fault fault, const std::string& message, std::string advice = {}, Diagnostics findings = {})
        : std::runtime_error(message),
          fault_(fault),
          advice_(std::move(advice)),
          findings_(std::move(findings)) {}

    Fault fault() const { return fault_; }
    const std::string& advice() const { return advice_; }
    const Diagnostics& findings() const { return findings_; }

  private:
    Fault fault_;
    std::string advice_;
    Diagnostics findings_;
};

}  // namespace mallctl::core
