// What offers have to fulfil beside their own times.
#pragma once

#include "core/diagnostic.hpp"
#include "db/catalog/catalog_work.hpp"

namespace mallctl::db {

// M060: an audience near a location that there is none of, or that is deleted at the same time.
void check_audience(CatalogWork& catalog, const ComparedKind& offer);

// M061: a cap below the number of times that the offer was redeemed already.
void check_cap(CatalogWork& catalog, const ComparedKind& offer);

// Counts again how often offers were redeemed that come back after they were deleted.
void count_redemptions(CatalogWork& catalog, const ComparedKind& offer);

// M033: a doomed location that the audience of an offer which stays names, and goes on to.
core::Diagnostics check_doomed_audiences(CatalogWork& catalog);

}  // namespace mallctl::db
