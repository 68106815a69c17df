// Plans in OpenStreetMap: features with the tags of Simple Indoor Tagging
// (wiki.openstreetmap.org/wiki/Simple_Indoor_Tagging), from OSM XML and PBF files and from GeoJSON made of
// them.
#pragma once

#include <string_view>
#include <vector>

#include "importers/features/feature.hpp"
#include "importers/importer.hpp"
#include "importers/osm/element.hpp"
#include "importers/source/source.hpp"

namespace mallctl::importers::osm {

// The elements of one file, XML or PBF, that have tags. Throws core::Error(rejected), naming the file, for
// one that is damaged, declares XML entities, unpacks to more than max_total_size, or holds more than
// 1'000'000 tagged elements or a coordinate that is no place on Earth. `pbf`: as sniffed.
std::vector<Element> read_elements(const SourceFile& file, bool pbf);

// True when the first feature that tells is tagged `indoor` as in OpenStreetMap, and has no `class` or
// feature_type of ours: of the first 2000 of each collection.
bool looks_like_osm(std::vector<features::Collection>& collections);

// The features as elements: properties are tags, or property "tags" holds them. The id is the property "@id"
// ("way/1"), else the feature's. Findings: P001, as features::Collection::read.
std::vector<Element> elements_of(std::vector<features::Collection>& collections, core::Diagnostics& findings);

// The plan of what is indoors among the elements:
// - `indoor=level`: the outline of a level; `indoor=wall`: a wall; `indoor=room`, `area` and `corridor` and
// what
//   else says that it is a room: a unit, one on each of its levels (`level`, `repeat_on`), with the source id
//   "way/1", or "way/1@0.5" where there are several;
// - `door` and `entrance` nodes: openings along the edge of the rings that they are on, 0.9 m wide unless
//   `width` or `door:width` says otherwise;
// - lifts, stairs and escalators on several levels: connectors;
// - shops, restaurants and so on with a name: occupants; what else stands on a level: amenities;
// - `building` around units: buildings and their outlines.
// Levels are those of the rooms; what is outdoors is left out without a word.
//
// Findings: P010 door on no ring, P017 room without a level (taken as 0), P022 connector with one level,
// P069, P080 indoor feature that is not read, P081 level that cannot be read, P082 level without rooms, P083
// shop in no room. Throws core::Error(rejected) when there is no room, or more than 200'000 units.
ImportResult make_plan(const std::vector<Element>& elements, std::string_view label);

}  // namespace mallctl::importers::osm
