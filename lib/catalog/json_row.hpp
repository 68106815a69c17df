// One row as a JSON object states it: the body of a request.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/manifest_reader.hpp"
#include "catalog/row.hpp"
#include "core/diagnostic.hpp"

namespace mallctl::catalog {

enum class JsonRowForm {
    whole,  // what the row is to be: a field that is not there is to be empty
    patch,  // JSON Merge Patch (RFC 7396): what is not there stays, null empties, of names each language
};

struct JsonRow {
    std::optional<Row> row;      // nothing where there are findings
    core::Diagnostics findings;  // as of a manifest: M002, M003, M006, M008, M010, M017
    // JSON pointers (RFC 6901) by the line of a finding's place, also of what is found in the row later: "",
    // "/name/de", ...; line 0 is the row too.
    std::vector<std::string> pointers;
};

// Reads `text` as a row of `kind`, a kind but "unit". Values are as manifests have them in JSON; amounts also
// as listings tell them, {"amount_minor": 420, "currency": "EUR"}; what listings tell beside the fields
// (Kind::only_told) is left out. `key`: the row's, which the object may state as well; empty where the object
// has to. A patch that states another one renames the row. Nesting of at most 8, no key twice. Does not throw
// for any text. O(n log n) of the length.
JsonRow read_json_row(const Kind& kind, std::string_view key, std::string_view text, JsonRowForm form,
                      const MallSettings& mall);

}  // namespace mallctl::catalog
