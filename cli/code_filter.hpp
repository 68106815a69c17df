// Which findings a user wants to hear of: --only and --ignore.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostic.hpp"

namespace mallctl::cli {

class CodeFilter {
  public:
    // Comma lists of codes of mallctl-diagnostics(7), '*' and '?' as in a shell, any case: "P008,P03*,M*".
    // Empty `only`: all. Throws core::Error(usage) naming the option where a word fits no code.
    CodeFilter(std::string_view only, std::string_view ignore);

    bool keeps(std::string_view code) const;

    // Removes what is not to be told.
    void apply(core::Diagnostics& findings) const;

  private:
    std::vector<std::string> only_;
    std::vector<std::string> ignore_;
};

}  // namespace mallctl::cli
