// Plans as plain GeoJSON: features that say their `class`, or that a mapping or their geometry gives one.
#pragma once

#include <vector>

#include "importers/features/feature.hpp"
#include "importers/importer.hpp"
#include "importers/mapping/mapping.hpp"

namespace mallctl::importers::geojson {

// One file with all levels, or one a level.
//
// The class of a feature is, in this order: its property `class` (or IMDF's feature_type); what the first
// rule of `mapping` says whose glob matches its property `layer` or one of its `category`; an outline when
// its category is "floor", "level" or "outline"; a unit when it is an area; an amenity when it is a point
// with a category. Classes: building, footprint, level, outline, unit, opening, wall, fixture, amenity,
// section, kiosk, connector, ignore.
//
// Its level is what its property `level` says (ordinal, or the id or short name of a level, "BUILDING/LEVEL"
// where two buildings share it), else the one level of its file: by the file rule of `mapping`, by the only
// level feature in it, or by the file's or folder's name ("F1" is the ground floor, "F2" the one above, "B1"
// the one below; "G", "GF", "EG" and "0" are the ground floor; "-1", "2" are ordinals). An ordinal without a
// level feature makes a level.
//
// Properties read: name, ref, category, level, direction (up, down), width (m), accessible, one_way,
// restriction, ordinal, short_name, elevation (m), outdoor, building (id or name), unit and units (ids or
// refs), wait (s), stops [{level, unit}]; openings, fixtures and so on as plan/model.hpp has them. A unit's
// display point is property display_point.
//
// Findings: P001, P002 geometry of the wrong class, P017 required property missing, P052 reference to nothing
// (severity error where a feature loses its level by it), P072 features without a class, P073 level without
// an outline. Throws core::Error(rejected) for a file that is no GeoJSON and for a plan without a level.
//
// The files have been opened. Each feature is read twice, once for what it is and once into the plan, so that
// no more than one of them is in memory beside the plan.
ImportResult read_geojson(std::vector<features::Collection>& files, const mapping::Mapping* mapping);

}  // namespace mallctl::importers::geojson
