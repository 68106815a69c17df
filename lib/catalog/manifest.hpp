// A mall as files: YAML and CSV in, catalog values and findings out. Every fault is reported, not the first.
#pragma once

#include <filesystem>
#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/assigned_rows.hpp"
#include "catalog/model.hpp"
#include "catalog/unit_edit.hpp"
#include "core/diagnostic.hpp"

namespace mallctl::catalog {

// A field that a row states, in the order of the file.
struct StatedField {
    std::string name;
    std::string locale;  // of the CSV column "name:de": only this language is stated
    core::SourcePosition where;
    bool faulty = false;    // its value is a finding and was not taken
    std::string amount;     // the decimals of a money field, until settle_money reads them
    bool reverted = false;  // of a unit: the source's value is wanted back
};

// Where each row came from, and which fields it states: an absent key keeps the stored value, an empty cell
// or null clears it.
struct RowOrigin {
    std::string kind;
    std::string slug;  // the key; of a unit what names it
    core::SourcePosition where;
    std::vector<StatedField> stated;

    // True when the whole field, or a language of it, is stated, faulty or not.
    bool states(std::string_view field) const;
};

struct Manifest {
    std::optional<Mall> mall;
    Catalog catalog;
    std::vector<UnitEdit> units;
    std::vector<RowOrigin> origins;  // of the mall and of every row, each kind in the order of its rows
    core::Diagnostics findings;
};

// Reads files and directories (mall.yaml and *.yaml, *.yml, *.csv directly inside; `plan/` is left to
// import). "-" is `standard_input`: YAML, or CSV when `kind` is given and its first line has a column "slug".
// `kind` (singular or plural; empty: none) stands in for the kind that a CSV file's name or a YAML document
// does not say; of a CSV file it also overrides the name. Limits: 64 MiB a file, 1 MiB a line, 100 aliases a
// YAML document, 1000 findings. Throws core::Error(failed) for a path that does not exist, core::Error(usage)
// for an unknown `kind`; anything wrong inside a file is a finding (M001 unknown kind, M002 unknown field
// with "did you mean", M003 bad value, M004 duplicate slug, M006 syntax, M007 column count, M008 invalid
// UTF-8, M009 too large, M010 missing key). References and the fields that a new row needs are checked
// against the database by operations::apply (M005, M010).
Manifest read_manifest(const std::vector<std::filesystem::path>& paths, std::istream& standard_input,
                       const std::string& kind = {});

// The same for rows that a command line states: one row of `kind` for each of `keys`, all with the fields of
// `assignments`: "field=value", "name:de=value", an empty value clears; "field-" gives a field of a unit back
// to its source. Lists are written "a;b". Findings have no place. Throws core::Error(usage) for an unknown
// kind or field, for one stated twice, and for an assignment of another form.
Manifest read_assignments(const std::string& kind, const std::vector<std::string>& keys,
                          const std::vector<std::string>& assignments);

// Reads the amounts that rows state as money of `currency` (M003 for more decimals than it has) into the
// catalog and adds what is wrong to the manifest's findings. read_manifest does not: the mall may be in the
// database only.
void settle_money(Manifest& manifest, std::string_view currency);

}  // namespace mallctl::catalog
