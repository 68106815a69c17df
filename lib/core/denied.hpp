// Whoever asks may not do this. A failure like any other to the command line, a 403 to a client of the
// server.
#pragma once

#include <string>

#include "core/error.hpp"

namespace mallctl::core {

class DeniedError : public Error {
  public:
    explicit DeniedError(const std::string& message, std::string advice = {})
        : Error(Fault::failed, message, std::move(advice)) {}
};

}  // namespace mallctl::core
