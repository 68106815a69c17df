// Why a row could not be written, as data for whoever asked.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/error.hpp"

namespace mallctl::operations {

// What is wrong with one member of the JSON that states a row.
struct RowFault {
    std::string pointer;  // RFC 6901; "": the whole row
    std::string code;     // as in mallctl-diagnostics(7)
    std::string detail;
    std::string advice;  // may be empty
};

class RowError : public core::Error {
  public:
    enum class Why {
        unknown,       // there is no such row
        exists,        // there is one already
        precondition,  // it is not what the caller takes it for
        not_allowed,
        step_up,  // allowed once the second factor is given again
        invalid,  // faults() says what
        in_use,   // rows that stay refer to it
    };

    RowError(Why why, const std::string& message, std::string advice = {}, std::vector<RowFault> faults = {})
        : core::Error(why == Why::precondition ? core::Fault::conflict
                      : why == Why::unknown    ? core::Fault::failed
                                               : core::Fault::rejected,
                      message, std::move(advice)),
          why_(why),
          faults_(std::move(faults)) {}

    Why why() const { return why_; }
    const std::vector<RowFault>& faults() const { return faults_; }

  private:
    Why why_;
    std::vector<RowFault> faults_;
};

}  // namespace mallctl::operations
