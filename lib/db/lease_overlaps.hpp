// Leases that cover one unit on the same day.
#pragma once

#include <string>
#include <vector>

#include "core/uuid.hpp"
#include "db/connection.hpp"

namespace mallctl::db {

// A unit that a lease covers from one day to another.
struct LeaseClaim {
    std::string key;       // of the unit: what is the same for all that mean it
    std::string from;      // "2026-01-31"
    std::string to;        // the day after the last one; empty: open end
    std::string lease;     // slug
    std::string stated;    // what this lease calls the unit
    std::int64_t row = 0;  // of the lease among those that are about to be written; 0: it is stored
};

struct LeaseOverlap {
    const LeaseClaim* claim = nullptr;  // the one of the later row, or else of the greater slug
    const LeaseClaim* other = nullptr;
    std::string from;  // the days that both cover
    std::string to;
};

// Every pair of claims of two leases on one unit with a day in common and at least one of them not stored, at
// most `most`; pairs of one key together, in the order of their days. `claims` are sorted by key and `from`.
// O(claims + overlaps).
std::vector<LeaseOverlap> find_overlaps(const std::vector<LeaseClaim>& claims, std::size_t most);

// The table pg_temp.lease_claim, empty: (lease_id uuid, slug text, stated text, unit_id uuid, during
// daterange, row bigint), for the claims of leases that are about to be written. One that is there already is
// replaced; it goes with the transaction.
void create_claims(Work& work);

struct TwiceLeased {
    std::int64_t row = 0;  // of the lease that comes later, and what it is called
    std::string lease;
    std::string message;
    std::string advice;
};

// Every overlap among pg_temp.lease_claim, and between it and what is stored of leases that have no claim
// there, at most `most`. `going`: SQL over `l`, a row of mallctl.lease, true for stored leases that do not
// count.
std::vector<TwiceLeased> leased_twice(Work& work, const core::Uuid& mall, const std::string& going,
                                      std::size_t most);

}  // namespace mallctl::db
