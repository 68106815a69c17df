// A finding about input, as data: what a person reads, what a CI pipeline counts and what a map can show.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/geometry.hpp"

namespace mallctl::core {

enum class Severity { note, warning, error };

// Where in a file; line and column count from 1, 0 means unknown.
struct SourcePosition {
    std::string file;
    int line = 0;
    int column = 0;
};

struct Diagnostic {
    std::string code;  // stable; P... plans, M... manifests, D... doctor: mallctl-diagnostics(7)
    Severity severity = Severity::warning;
    std::string message;      // what is wrong, on which object, and why; one sentence without a full stop
    std::string advice;       // one line: what to do about it; may be empty
    std::string level;        // short name, when the finding lies on a level
    std::string feature;      // source id, layer and handle, slug, or row key
    std::optional<Point> at;  // geographic
    SourcePosition where;
    Geometry shape;  // geographic: what to draw on a map; none where `at` says enough
};

using Diagnostics = std::vector<Diagnostic>;

bool has_errors(const Diagnostics& findings);

// "note", "warning" or "error".
const char* to_string(Severity severity);

// "FILE:LINE:COLUMN: error P021: message (feature); advice", leaving out what is unknown. One line: control
// characters, which names of files and layers may hold, are spaces.
std::string to_line(const Diagnostic& finding);

}  // namespace mallctl::core
