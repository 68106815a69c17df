// The few members of a request about credentials.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "server/http/request.hpp"

namespace mallctl::server {

class SmallBody {
  public:
    // Reads a flat JSON object of strings and booleans. Throws http::ProblemError, 400, which quotes no
    // value, for anything else: a member that is not one of `known`, or is there twice.
    SmallBody(std::string_view body, std::initializer_list<std::string_view> known);

    // Throws http::ProblemError, 400, where the member is absent, empty or no string.
    std::string require(std::string_view name) const;
    // Empty where it is absent.
    std::string text(std::string_view name) const;
    // False where it is absent.
    bool flag(std::string_view name) const;

  private:
    std::map<std::string, std::string, std::less<>> texts_;
    std::map<std::string, bool, std::less<>> flags_;
};

}  // namespace mallctl::server
