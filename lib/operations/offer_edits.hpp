// Offers published and ended by hand.
#pragma once

#include <string>

#include "catalog/audience.hpp"
#include "catalog/offer_state.hpp"
#include "core/clock.hpp"
#include "operations/edit_rows.hpp"

namespace mallctl::operations {

struct OfferReport : EditReport {
    std::string offer;                                       // slug
    catalog::OfferState state = catalog::OfferState::draft;  // afterwards
    catalog::Audience audience;
};

// Both are edits by hand, as set_rows, and a version of the kind "offer"; the same again changes nothing.

// Draft no longer: live, or scheduled. Throws core::Error(failed) for one that has ended.
OfferReport publish_offer(db::Session& session, const std::string& slug, core::Instant now,
                          const EditOptions& options);

// Ends now. One that has ended stays as it is. Throws core::Error(failed) for a draft and for one that has
// not begun.
OfferReport end_offer(db::Session& session, const std::string& slug, core::Instant now,
                      const EditOptions& options);

}  // namespace mallctl::operations
