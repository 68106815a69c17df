// A failure that nobody foresaw: the program is at fault, not who asked.
#pragma once

#include "core/error.hpp"

namespace mallctl::core {

// As Fault::failed on a terminal, where the text helps whoever reports it. The server answers 500 and keeps
// the text to its log: a client can do nothing about it, and it may tell of the inside.
class UnexpectedError : public Error {
  public:
    explicit UnexpectedError(const std::string& message) : Error(Fault::failed, message) {}
};

}  // namespace mallctl::core
