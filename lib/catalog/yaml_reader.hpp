// A YAML stream as rows: each document is one row (a map with `kind:`) or a list of rows.
#pragma once

#include <string>
#include <vector>

#include "catalog/fields.hpp"
#include "catalog/findings.hpp"
#include "catalog/raw.hpp"

namespace mallctl::catalog {

// `kind`: of rows that do not say theirs, or null. Bounds as in yaml_documents.hpp. Findings: M001 unknown or
// missing kind, M002 unknown or doubled key, M006 not YAML (the rest of the stream is then left out), M008
// not UTF-8 (all of it is).
std::vector<RawRow> read_yaml(const std::string& text, const std::string& name, const Kind* kind,
                              Findings& findings);

}  // namespace mallctl::catalog
