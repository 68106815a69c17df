#include "catalog/offer_state.hpp"

namespace mallctl::catalog {

OfferState offer_state(bool draft, const std::optional<core::Instant>& from,
                       const std::optional<core::Instant>& to, core::Instant at) {
    if (draft) return OfferState::draft;
    if (to && at >= *to) return OfferState::ended;
    return from && at < *from ? OfferState::scheduled : OfferState::live;
}

std::optional<core::Instant> next_change(bool draft, const std::optional<core::Instant>& from,
                                         const std::optional<core::Instant>& to, core::Instant at) {
    switch (offer_state(draft, from, to, at)) {
        case OfferState::scheduled:
            return from;
        case OfferState::live:
            return to;
        case OfferState::draft:
        case OfferState::ended:
            break;
    }
    return std::nullopt;
}

const char* to_string(OfferState state) {
    switch (state) {
        case OfferState::draft:
            return "draft";
        case OfferState::scheduled:
            return "scheduled";
        case OfferState::live:
            return "live";
        case OfferState::ended:
            break;
    }
    return "ended";
}

}  // namespace mallctl::catalog
