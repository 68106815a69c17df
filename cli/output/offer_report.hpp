// What becomes of an offer: the report of every writing verb, and the offer's state and audience.
#pragma once

#include <string>

#include "operations/offer_edits.hpp"
#include "operations/redeem.hpp"

namespace mallctl::cli {

// The object of write_report_json with "offer": {"slug", "state", "audience", "addresses"}.
std::string offer_report_json(const operations::OfferReport& report, const std::string& mall);

// The table of write_report_table, and a line on the offer.
std::string offer_report_table(const operations::OfferReport& report, const std::string& mall);

// {"mall", "offer", "id", "outcome", "redeemed", "cap"}; the last two where the offer is known, cap null
// where it has none.
std::string redemption_json(const operations::Redemption& redemption, const std::string& mall,
                            const std::string& offer, const core::Uuid& id);

}  // namespace mallctl::cli
