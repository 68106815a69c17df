// What is wrong with the row that is being read, until it is known which row it is.
#pragma once

#include <string>
#include <utility>

#include "core/diagnostic.hpp"

namespace mallctl::catalog {

// Line and column of a text in its file, from 1; 0: unknown.
struct Place {
    int line = 0;
    int column = 0;
};

// Why a text is no value of its field.
struct Refusal {
    std::string why;
    std::string advice = {};
    int offset = 0;  // characters into the text, where the fault is
};

class RowFaults {
  public:
    void error(const char* code, Place place, std::string message, std::string advice = {}) {
        core::Diagnostic fault;
        fault.code = code;
        fault.severity = core::Severity::error;
        fault.message = std::move(message);
        fault.advice = std::move(advice);
        fault.where.line = place.line;
        fault.where.column = place.column;
        faults_.push_back(std::move(fault));
    }

    bool empty() const { return faults_.empty(); }

    // The faults of a row named as "store bakery" in a file; empties them.
    core::Diagnostics take(const std::string& file, const std::string& row) {
        for (auto& fault : faults_) {
            fault.where.file = file;
            fault.feature = row;
        }
        return std::exchange(faults_, {});
    }

  private:
    core::Diagnostics faults_;
};

}  // namespace mallctl::catalog
