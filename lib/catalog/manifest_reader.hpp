// A mall as files, read as a stream of rows: the memory it takes does not grow with the number of rows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <istream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "catalog/findings.hpp"
#include "catalog/row.hpp"
#include "catalog/row_source.hpp"
#include "core/diagnostic.hpp"

namespace mallctl::catalog {

// What the values of other rows need of the mall; an empty text: not known.
struct MallSettings {
    std::string currency;   // ISO 4217: of amounts
    std::string time_zone;  // IANA: of times that state no offset
};

// A row that was not taken, whole, so that it can be mended and applied again.
struct RejectedRow {
    std::string kind;  // singular; empty where that is what is wrong
    core::SourcePosition where;
    // Heading and cell, as a CSV file of the kind holds them ("name:de", "a;b"), in the order of the source.
    std::vector<std::pair<std::string, std::string>> fields;
    // Where the fields could not be told apart: the text as it stands, at most 64 KiB of it. Else empty.
    std::string text;
    core::Diagnostics reasons;
};

struct ManifestOptions {
    // Singular or plural: of rows that do not say theirs, and of every CSV file, whatever its name. Empty:
    // none.
    std::string kind = {};
    // Called for every row that is left out because of what is wrong in it, in the order of the sources.
    std::function<void(const RejectedRow&)> on_rejected = {};
    // Opens a file of a format that is not read here (XLSX), null where the file is none of them. `kind`: as
    // above, null for none. Files of a directory are offered too. Findings of the file go to `findings`.
    using OpenTable = std::function<std::unique_ptr<RawRowSource>(const std::filesystem::path& file,
                                                                  const Kind* kind, Findings& findings)>;
    OpenTable open_table = {};
};

// A key that may be there twice: two rows of the kind have keys of the same 64-bit hash.
struct SuspectedDuplicate {
    const Kind* kind = nullptr;
    std::string key;  // of the later row
};

// Reads files and directories (*.yaml, *.yml, *.csv, *.json and *.jsonl directly inside; `plan/` is left to
// import), "-" for `standard_input` (JSON and JSONL begin with '{' or "[{", CSV, which needs a `kind`, with a
// heading that has the key's column; else it is YAML), then sources that were added. Files named mall.* come
// first, because amounts need the mall's currency and times its time zone; the others keep their order, those
// of a directory sorted by name.
//
// Anything wrong inside a file is a finding with its place, and reading goes on behind it: M001 unknown kind,
// M002 unknown field, M003 bad value, M006 syntax, M007 column count, M008 not UTF-8, M009 too large, M010 no
// key, M016 a row renamed to itself, M017 an amount or a time where the mall's currency or time zone is not
// known. Columns count characters from 1.
// Bounds: a line, a CSV record, a YAML document (a list of rows may go on behind it) and a JSON object have
// at most 1 MiB, values are nested at most 8 deep. Left to whoever has the database: references, the fields
// that a new row needs, and keys that are there twice (suspected_duplicates).
class ManifestReader {
  public:
    // Opens nothing yet, but looks at the paths: throws core::Error(failed) for one that does not exist,
    // core::Error(usage) for an unknown kind. `standard_input` is only read for "-", and must then outlive
    // the reader.
    ManifestReader(const std::vector<std::filesystem::path>& inputs, std::istream& standard_input,
                   ManifestOptions options);
    ~ManifestReader();
    ManifestReader(const ManifestReader&) = delete;
    ManifestReader& operator=(const ManifestReader&) = delete;

    // Rows of `source` are read after the inputs and after those of sources added before.
    void add(std::unique_ptr<RawRowSource> source);

    // What sources report to. Theirs and the reader's findings are the same ones.
    Findings& sink();

    // The mall document where it is the very first row, which every directory's is; else null. It reads no
    // further than that row, so that the caller can look up the mall, and next() yields the row all the same.
    // Throws as next().
    const Row* mall();

    // What is stored of the mall: stands in for what the mall document does not state. To be called before
    // the first next().
    void assume(MallSettings stored);

    // What rows are read with: the stored settings, and over them those of the mall document.
    const MallSettings& settings() const;

    // The next row without a fault into `row`, whose memory is used again; false at the end. Rows come in the
    // order of the files: a row may refer to a later one. Throws core::Error(failed) for a file that cannot
    // be read. Amortised O(size of the row), and nothing is allocated for a row of CSV like the one before.
    bool next(Row& row);

    // What next() hands over of a row that it leaves out, before it goes on: what of it could be read, so
    // that it too can be checked against other rows. Bit i of `unread`: field i is stated, and what is wrong
    // with its value is a finding; it is monostate then. Not of rows that could not be told apart from others
    // or into fields. To be called before the first next().
    using Refused = std::function<void(const Row& row, std::uint64_t unread)>;
    void hand_refused_to(Refused refused);

    // Row::file is an index into it. It grows while reading.
    const std::vector<std::string>& files() const;

    // Good rows yielded, and rows left out because of their faults.
    std::size_t rows() const;
    std::size_t rejected() const;

    // How many errors there are so far: all of them, also those beyond the findings kept.
    std::size_t errors() const;

    // What was wrong so far, by place: at most 1000, and then one that counts those left out. Empties it.
    core::Diagnostics take_findings();

    // The errors so far, at most 1000, for which no row was left out: a column that no kind has, a file of
    // another encoding, a second mall. take_findings() has them too.
    const core::Diagnostics& errors_of_no_row() const;

    // Of the rows yielded so far. 8 to 16 bytes a row are kept for this. The first 1000 keys; where there are
    // more, the caller has to look at all rows.
    const std::vector<SuspectedDuplicate>& suspected_duplicates() const;
    bool suspects_are_complete() const;

  private:
    class Reading;
    std::unique_ptr<Reading> reading_;
};

}  // namespace mallctl::catalog
