// A YAML node read field by field, with a finding for everything that is not as it should be. Internal to
// this folder: it brings in yaml-cpp.
#pragma once

#include <yaml-cpp/yaml.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostic.hpp"
#include "core/names.hpp"

namespace mallctl::importers::mapping {

// Collects findings; the first one becomes the message of the error.
class Faults {
  public:
    explicit Faults(std::string file) : file_(std::move(file)) {}

    core::SourcePosition at(const YAML::Mark& mark) const;
    void add(const char* code, const YAML::Mark& mark, const std::string& message,
             const std::string& advice = {});

    // Throws core::Error(rejected) with all findings, when there are any.
    void throw_if_any() const;

  private:
    std::string file_;
    core::Diagnostics findings_;
};

// The document. Throws through `faults` for bad syntax, a second document, and what is over the limits.
YAML::Node load_bounded(std::string_view text, Faults& faults);

using Fields = std::map<std::string, YAML::Node, std::less<>>;

// The fields of a map; unknown and repeated keys are findings. `what` names the object in messages
// ("anchor").
Fields read_fields(const YAML::Node& node, const std::string& what, const std::vector<std::string>& known,
                   Faults& faults);

// The field, or nothing and a finding where it is required and absent.
const YAML::Node* find_required(const Fields& fields, const YAML::Node& parent, const std::string& what,
                                std::string_view key, Faults& faults);
const YAML::Node* find_optional(const Fields& fields, std::string_view key);

// Values. `what` names the value in messages; nothing means that a finding was added.
std::optional<std::string> read_text(const YAML::Node& node, const std::string& what, Faults& faults);
std::optional<double> read_number(const YAML::Node& node, const std::string& what, double lowest,
                                  double highest, Faults& faults);
std::optional<int> read_integer(const YAML::Node& node, const std::string& what, int lowest, int highest,
                                Faults& faults);
std::optional<bool> read_bool(const YAML::Node& node, const std::string& what, Faults& faults);

// The index of the value among `words`.
std::optional<std::size_t> read_word(const YAML::Node& node, const std::string& what,
                                     const std::vector<std::string>& words, Faults& faults);

// A text, or a map of locale to text.
std::optional<core::Names> read_names(const YAML::Node& node, const std::string& what, Faults& faults);

}  // namespace mallctl::importers::mapping
