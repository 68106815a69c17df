// A mapping's YAML read key by key, with a finding for everything that is not as it should be.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/columns/value_map.hpp"
#include "catalog/findings.hpp"
#include "catalog/raw.hpp"

namespace mallctl::catalog::columns {

class MappingValues {
  public:
    explicit MappingValues(std::string file) : file_(std::move(file)) {}

    void fault(const char* code, const RawValue& at, const std::string& message,
               const std::string& advice = {});

    // Throws core::Error(rejected) with all findings, when there are any.
    void throw_if_any();

    core::SourcePosition where(const RawValue& value) const { return {file_, value.line, value.column}; }

    // The entries of a map; none, and a finding, for another value. Repeated keys are findings. `what` names
    // the value in messages.
    std::vector<RawEntry> entries(const RawValue& value, const std::string& what);
    // The same where only the keys of `known` are allowed.
    std::vector<RawEntry> entries(const RawValue& value, const std::string& what,
                                  const std::vector<std::string>& known);

    // Nothing means that a finding was added.
    std::optional<std::string> text(const RawValue& value, const std::string& what);
    std::optional<bool> flag(const RawValue& value, const std::string& what);
    // One text, or a list of at least one; none of them empty unless `may_be_empty`.
    std::vector<std::string> texts(const RawValue& value, const std::string& what, bool may_be_empty = false);
    // A map from pattern to text; an absent text is "".
    ValueMap value_map(const RawValue& value, const std::string& what);

  private:
    std::string file_;
    Findings findings_;
    bool any_ = false;
};

}  // namespace mallctl::catalog::columns
