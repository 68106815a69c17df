// A field's value as manifests write it: what catalog/reader takes back.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "catalog/bound_fields.hpp"
#include "catalog/fields.hpp"
#include "core/clock.hpp"
#include "core/geometry.hpp"

namespace mallctl::catalog {

// What a mall writes amounts and times in.
struct ValueStyle {
    std::string currency;   // ISO 4217, of amounts
    std::string time_zone;  // IANA, of times; empty: UTC with an offset
};

// A value as one plain text: amounts in decimals, times on the mall's clock, the shortest numbers, areas as
// WKT, lists joined by ';'; "" for an empty one. Not for names, which have one text a language.
std::string plain_text(const Field& field, const FieldValue& value, const ValueStyle& style);

// Adds the languages of a value that holds names: each is a column of its own where rows are tables.
void add_languages(std::set<std::string>& languages, const FieldValue& value);

// "2026-03-01 06:00" where the clock of `zone` says so once and to the minute; else, or without a zone, with
// the offset: "2026-10-25T02:30:00+01:00" of the hour that is there twice when summer time ends.
std::string time_text(core::Instant time, std::string_view zone);

// Well-known text (OGC 06-103r4 section 7) with the shortest numbers that read back the same: POLYGON for one
// polygon, MULTIPOLYGON for several.
std::string area_text(const core::MultiPolygon& area);

}  // namespace mallctl::catalog
