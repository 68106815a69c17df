#include "importers/imdf/imdf.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "core/error.hpp"
#include "importers/imdf/extension.hpp"
#include "importers/imdf/relationships.hpp"

namespace mallctl::importers::imdf {

using core::Severity;
using features::Json;

namespace fs = std::filesystem;

namespace {

constexpr std::array<std::string_view, 13> read_classes{
    "amenity", "anchor",   "building", "fixture",      "mallctl", "footprint", "kiosk",
    "level",   "occupant", "opening",  "relationship", "section", "unit"};

bool is_named(const fs::path& file, std::string_view name) {
    return file.filename().string() == name;
}

// The folder of the archive that counts: the first in order of path that holds level.geojson.
std::optional<fs::path> folder_of(const std::vector<SourceFile>& files) {
    std::optional<fs::path> folder;
    for (const SourceFile& file : files) {
        if (!is_named(file.path, "level.geojson")) continue;
        if (!folder || file.path.parent_path() < *folder) folder = file.path.parent_path();
    }
    return folder;
}

class Archive {
  public:
    Archive(std::vector<SourceFile> files, const fs::path& folder, Draft& draft) : draft_(draft) {
        std::string ignored;
        for (SourceFile& file : files) {
            const std::string stem = file.path.stem().string();
            const bool beside = file.path.parent_path() == folder;
            if (beside && is_named(file.path, "manifest.json")) {
                manifest_ = Json::parse(file);
                draft_.own = has_extension(manifest_);
            } else if (beside && is_named(file.path, "venue.geojson")) {
                read_venue(add("venue", std::move(file)));
            } else if (beside && file.path.extension() == ".geojson" &&
                       std::find(read_classes.begin(), read_classes.end(), stem) != read_classes.end()) {
                add(stem, std::move(file));
            } else if (!beside || !is_named(file.path, "address.geojson")) {  // says nothing of the plan
                ignored += (ignored.empty() ? "" : ", ") + file.path.lexically_relative(folder).string();
            }
        }
        if (!ignored.empty()) draft_.result.notes["ignored files"] = ignored;
        check_manifest();
    }

    Features of(const std::string& feature_class) {
        const auto it = by_class_.find(feature_class);
        return it == by_class_.end() ? Features() : Features(it->second, draft_.result.findings);
    }

  private:
    Features add(const std::string& feature_class, SourceFile file) {
        features::Collection collection(std::move(file));
        collection.open({});
        by_class_.insert_or_assign(feature_class, std::move(collection));
        return of(feature_class);
    }

    void read_venue(Features venues) {
        if (venues.size() != 1)
            warn("P049", fmt::format("venue.geojson holds {} venues, not one", venues.size()));
        for (const features::Feature& venue : venues) {
            read_name(venue);
            break;
        }
        has_venue_ = true;
    }

    void read_name(const features::Feature& venue) {
        draft_.plan().name = names_of(venue, "name");
        restore(draft_.plan().name, venue);
    }

    void check_manifest() {
        const auto version = manifest_.text("version");
        if (manifest_.kind() == Json::Kind::null) {
            warn("P048", "the archive has no manifest.json");
        } else if (version != "1.0.0") {
            warn("P048", fmt::format("manifest.json says version \"{}\", not 1.0.0", version.value_or("")));
        }
        if (!has_venue_) warn("P049", "the archive has no venue.geojson");
    }

    void warn(const char* code, std::string message) {
        core::Diagnostic finding;
        finding.code = code;
        finding.severity = Severity::warning;
        finding.message = std::move(message);
        finding.advice = "export the archive as IMDF 1.0.0";
        draft_.result.findings.push_back(std::move(finding));
    }

    Draft& draft_;
    std::map<std::string, features::Collection> by_class_;
    Json manifest_;
    bool has_venue_ = false;
};

}  // namespace

bool looks_like_imdf(const std::vector<fs::path>& files) {
    const auto has = [&](std::string_view name) {
        return std::any_of(files.begin(), files.end(),
                           [&](const fs::path& file) { return is_named(file, name); });
    };
    return has("level.geojson") && (has("unit.geojson") || has("venue.geojson") || has("manifest.json"));
}

ImportResult read_imdf(std::vector<SourceFile> files) {
    const auto folder = folder_of(files);
    if (!folder) {
        throw core::Error(core::Fault::rejected, "the archive holds no level.geojson",
                          "export it as IMDF 1.0.0");
    }
    Draft draft;
    draft.plan().format = "imdf";
    Archive archive(std::move(files), *folder, draft);
    read_buildings(archive.of("building"), archive.of("footprint"), draft);
    read_levels(archive.of("level"), draft);
    if (draft.plan().levels.empty()) {
        throw core::Error(core::Fault::rejected,
                          fmt::format("{} holds no level", (*folder / "level.geojson").string()),
                          "a plan needs at least one level with an ordinal", draft.result.findings);
    }
    read_units(archive.of("unit"), draft);
    read_openings(archive.of("opening"), draft);
    read_areas(archive.of("fixture"), archive.of("kiosk"), archive.of("section"), draft);
    read_amenities(archive.of("amenity"), draft);
    read_occupants(archive.of("anchor"), archive.of("occupant"), draft);
    if (draft.own) {
        read_extension(archive.of("mallctl"), draft);
    } else {
        read_relationships(archive.of("relationship"), draft);
    }
    return std::move(draft.result);
}

}  // namespace mallctl::importers::imdf
