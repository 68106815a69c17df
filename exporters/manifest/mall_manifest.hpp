// A mall's whole catalog as the files that `apply` reads.
#pragma once

#include <cstdint>
#include <functional>
#include <ostream>
#include <string>

#include "db/session.hpp"

namespace mallctl::exporters {

enum class ManifestFormat {
    as_suits,  // YAML for what people write by hand, CSV for what comes in tables; see manifest_file_name
    yaml,
    csv,  // but the mall, whose mall.yaml marks a directory as a mall
};

struct ManifestCounts {
    std::int64_t files = 0;
    std::int64_t rows = 0;
};

// The name of a kind's file: "mall.yaml", "stores.csv", "offers.yaml".
std::string manifest_file_name(const std::string& kind, ManifestFormat format);

// Lets the file of that name be written; called once for each kind that has rows.
using ManifestSink =
    std::function<void(const std::string& name, const std::function<void(std::ostream&)>& write)>;

// Writes every kind that has rows, in the order of catalog::kinds(), rows by slug, as one transaction sees
// them. Every declared field is stated, so that the files are an exact mirror: applied later, they clear what
// was filled since. Of units those that a person has edited are written. The bytes depend on the rows alone;
// memory does not depend on their number. Throws core::Error(failed) for an unknown mall.
ManifestCounts write_mall_manifest(db::Session& session, const std::string& mall, ManifestFormat format,
                                   const ManifestSink& sink);

// The same as one stream of YAML documents.
ManifestCounts write_mall_manifest(db::Session& session, const std::string& mall, std::ostream& out);

}  // namespace mallctl::exporters
