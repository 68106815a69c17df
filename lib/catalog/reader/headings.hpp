// What the columns of a table stand for.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "catalog/fields.hpp"
#include "catalog/findings.hpp"

namespace mallctl::catalog {

struct Heading {
    enum class Use {
        field,
        was,       // the slug before a renaming
        left_out,  // what `get` tells beside the fields, or a finding
    };

    Use use = Use::left_out;
    std::size_t field = 0;  // index into Kind::fields
    std::string locale;     // of "name:de"; the key of core::Names. Empty: none, or "und"
    bool has_locale = false;
    std::string text;  // as it stands, without blanks around it
};

// M002, with "did you mean", for a heading that the kind does not know.
Heading read_heading(const Kind& kind, std::string_view text, const core::SourcePosition& where,
                     Findings& findings);

// True for kinds whose rows are named by a slug, which `was` can rename.
bool can_be_renamed(const Kind& kind);

}  // namespace mallctl::catalog
