// IMDF 1.0.0 archives (docs.ogc.org/cs/20-094): one GeoJSON file a feature class.
#pragma once

#include <filesystem>
#include <vector>

#include "importers/importer.hpp"
#include "importers/source/source.hpp"

namespace mallctl::importers::imdf {

// True when the names of a folder's or archive's files say IMDF: level.geojson, with unit.geojson,
// venue.geojson or manifest.json beside it.
bool looks_like_imdf(const std::vector<std::filesystem::path>& files);

// Reads the files of one archive; those of the folder that holds level.geojson count. Read are building,
// footprint, level, unit, opening, amenity, fixture, kiosk, section, anchor, occupant, relationship, venue
// and manifest; note "ignored files" names the others but address, which says nothing of a plan.
//
// - A unit's number (`ref`), for which IMDF has no property, is the first of its alternative name, its name
// and its occupant's short name
//   that looks like one: up to 12 characters with a digit and without a space ("401", "G-01").
// - Categories stay as they are; those that IMDF does not list are one note P074 each.
// - A level with several buildings belongs to the first it names; one without belongs to the only building
// there is.
// - Relationships across levels are connectors; those that share a unit are one. A directed one leads from
// its origin to its destination. A directed
//   traversal through an opening on one level makes that opening one-way.
//
// Findings: P001 degenerate geometry, P044 feature without an id, P048 manifest absent or of another version,
// P049 not exactly one venue, P050 geometry of the wrong class, P052 reference to nothing (severity error
// where a feature loses its level by it), P053 required property missing, P054 two levels of a building with
// one ordinal. An id that is used twice is found by plan::assign_ids. Throws core::Error(rejected) for a file
// that is not GeoJSON, and for an archive without a level.
ImportResult read_imdf(std::vector<SourceFile> files);

}  // namespace mallctl::importers::imdf
