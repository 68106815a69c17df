#include "importers/mapping/yaml_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/closest.hpp"
#include "core/error.hpp"
#include "core/utf8.hpp"

namespace mallctl::importers::mapping {

namespace {

constexpr std::size_t max_text_bytes = 1000;
constexpr std::size_t max_findings = 100;

std::string kind_of(const YAML::Node& node) {
    if (node.IsMap()) return "a map";
    if (node.IsSequence()) return "a list";
    return node.IsNull() ? "empty" : "a value";
}

std::string hint(const std::string& word, const std::vector<std::string>& known) {
    const std::string text = core::did_you_mean(word, known);
    return text.empty() ? text : ", " + text;
}

template <typename Number>
std::optional<Number> parse_whole(const std::string& text) {
    Number value{};
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || stop != end) return std::nullopt;
    return value;
}

}  // namespace

core::SourcePosition Faults::at(const YAML::Mark& mark) const {
    if (mark.is_null()) return {file_, 1, 1};
    return {file_, mark.line + 1, mark.column + 1};
}

void Faults::add(const char* code, const YAML::Mark& mark, const std::string& message,
                 const std::string& advice) {
    if (findings_.size() >= max_findings) return;
    core::Diagnostic finding;
    finding.code = code;
    finding.severity = core::Severity::error;
    finding.message = message;
    finding.advice = advice;
    finding.where = at(mark);
    findings_.push_back(finding);
}

void Faults::throw_if_any() const {
    if (findings_.empty()) return;
    const core::Diagnostic& first = findings_.front();
    std::string message =
        fmt::format("{}:{}:{}: {}", first.where.file, first.where.line, first.where.column, first.message);
    if (findings_.size() > 1) message += fmt::format(" (and {} more)", findings_.size() - 1);
    throw core::Error(core::Fault::rejected, message,
                      first.advice.empty() ? "see mallctl-manifest(5), MAPPING" : first.advice, findings_);
}

Fields read_fields(const YAML::Node& node, const std::string& what, const std::vector<std::string>& known,
                   Faults& faults) {
    Fields fields;
    if (!node.IsMap()) {
        faults.add("M003", node.Mark(), fmt::format("{} must be a map, but is {}", what, kind_of(node)));
        return fields;
    }
    for (const auto& field : node) {
        const std::string key = field.first.IsScalar() ? field.first.Scalar() : "?";
        if (std::find(known.begin(), known.end(), key) == known.end()) {
            faults.add("M002", field.first.Mark(),
                       fmt::format("unknown key '{}' in {}{}", core::one_line(key.substr(0, 64)), what,
                                   hint(key, known)),
                       fmt::format("known keys: {}", fmt::join(known, ", ")));
        } else if (field.second.IsNull()) {
            // An absent value has its mark at the next token, often on another line.
            faults.add("M003", field.first.Mark(), fmt::format("key '{}' in {} is empty", key, what));
        } else if (!fields.emplace(key, field.second).second) {
            faults.add("M003", field.first.Mark(), fmt::format("key '{}' stands twice in {}", key, what));
        }
    }
    return fields;
}

const YAML::Node* find_optional(const Fields& fields, std::string_view key) {
    const auto found = fields.find(key);
    return found == fields.end() ? nullptr : &found->second;
}

const YAML::Node* find_required(const Fields& fields, const YAML::Node& parent, const std::string& what,
                                std::string_view key, Faults& faults) {
    const YAML::Node* node = find_optional(fields, key);
    if (node == nullptr && parent.IsMap()) {
        faults.add("M003", parent.Mark(), fmt::format("{} has no '{}'", what, key));
    }
    return node;
}

std::optional<std::string> read_text(const YAML::Node& node, const std::string& what, Faults& faults) {
    if (!node.IsScalar() || node.Scalar().empty()) {
        faults.add(
            "M003", node.Mark(),
            fmt::format("{} must be a text, but is {}", what, node.IsScalar() ? "empty" : kind_of(node)));
        return std::nullopt;
    }
    const std::string& text = node.Scalar();
    if (text.size() > max_text_bytes || core::has_control_character(text)) {
        faults.add("M003", node.Mark(),
                   fmt::format("{} must be one line of at most {} bytes", what, max_text_bytes));
        return std::nullopt;
    }
    return text;
}

std::optional<double> read_number(const YAML::Node& node, const std::string& what, double lowest,
                                  double highest, Faults& faults) {
    const auto value = node.IsScalar() ? parse_whole<double>(node.Scalar()) : std::nullopt;
    // Written so that NaN fails too.
    if (value && *value >= lowest && *value <= highest) return value;
    faults.add("M003", node.Mark(), fmt::format("{} must be a number from {} to {}", what, lowest, highest));
    return std::nullopt;
}

std::optional<int> read_integer(const YAML::Node& node, const std::string& what, int lowest, int highest,
                                Faults& faults) {
    const auto value = node.IsScalar() ? parse_whole<int>(node.Scalar()) : std::nullopt;
    if (value && *value >= lowest && *value <= highest) return value;
    faults.add("M003", node.Mark(),
               fmt::format("{} must be a whole number from {} to {}", what, lowest, highest));
    return std::nullopt;
}

std::optional<bool> read_bool(const YAML::Node& node, const std::string& what, Faults& faults) {
    const auto word = read_word(node, what, {"false", "true"}, faults);
    if (!word) return std::nullopt;
    return *word == 1;
}

std::optional<std::size_t> read_word(const YAML::Node& node, const std::string& what,
                                     const std::vector<std::string>& words, Faults& faults) {
    const auto text = read_text(node, what, faults);
    if (!text) return std::nullopt;
    const auto found = std::find(words.begin(), words.end(), *text);
    if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
    faults.add("M003", node.Mark(),
               fmt::format("{} '{}' is not known{}", what, text->substr(0, 64), hint(*text, words)),
               fmt::format("{} is one of: {}", what, fmt::join(words, ", ")));
    return std::nullopt;
}

std::optional<core::Names> read_names(const YAML::Node& node, const std::string& what, Faults& faults) {
    core::Names names;
    if (!node.IsMap()) {
        const auto text = read_text(node, what, faults);
        if (!text) return std::nullopt;
        names[""] = *text;
        return names;
    }
    for (const auto& entry : node) {
        const auto locale = read_text(entry.first, "a locale of " + what, faults);
        const auto text = read_text(entry.second, what, faults);
        if (!locale || !text) return std::nullopt;
        if (!names.emplace(*locale, *text).second) {
            faults.add("M003", entry.first.Mark(),
                       fmt::format("locale '{}' stands twice in {}", *locale, what));
        }
    }
    return names;
}

}  // namespace mallctl::importers::mapping
