// The rows of a mall that anybody may read, from its snapshot: the fields of a manifest without what is the
// operator's, and what follows from the clock.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/bound_fields.hpp"
#include "core/clock.hpp"
#include "operations/snapshot.hpp"

namespace mallctl::operations {

struct PublicKind {
    std::string name;                    // "store"
    std::string plural;                  // "stores"
    std::string doc;                     // one line
    std::vector<catalog::Field> fields;  // the first is the key
};

// location, store, product, offer, parking_zone, closure, amenity, level. Of offers those that are live, of
// closures those in force. Never tenants, leases and users, and of an offer not whom it is aimed at.
const std::vector<PublicKind>& public_kinds();

// Throws std::logic_error for a name that is none of public_kinds().
const PublicKind& public_kind(std::string_view name);

// What lists are filtered by; an empty one lets all through.
struct PublicFilter {
    std::vector<plan::LevelIndex> levels;  // on one of them
    std::string category;                  // exact, or a prefix up to a '.'
    std::string store;                     // of products and offers: whose, a slug
    std::string product;                   // of offers
    std::string word;                      // of locations location_kind, of offers offer_kind
    bool open_now = false;                 // of stores
};

// The rows of one kind at one time: those of a kind with slugs by slug, amenities by id, levels in the order
// of floors. The snapshot outlives it.
class PublicRows {
  public:
    PublicRows() = default;
    virtual ~PublicRows() = default;
    PublicRows(const PublicRows&) = delete;
    PublicRows& operator=(const PublicRows&) = delete;

    virtual std::size_t size() const = 0;
    virtual std::string key(std::size_t row) const = 0;
    // `field` is an index into PublicKind::fields.
    virtual catalog::FieldValue value(std::size_t row, std::size_t field) const = 0;
    virtual bool passes(std::size_t row, const PublicFilter& filter) const = 0;
    // Nothing where there is none; a location is found by a slug that it had before, too.
    virtual std::optional<std::size_t> find(std::string_view key) const;
    // Behind which row a list goes on: the first whose key is greater, or size(). Nothing for a key that
    // cannot be placed.
    virtual std::optional<std::size_t> after(std::string_view key) const;
};

std::unique_ptr<PublicRows> public_rows(const PublicKind& kind, const Snapshot& snapshot, core::Instant at);

// "food" lets "food" and "food.cafe" through, and "" everything.
bool is_of_category(std::string_view category, std::string_view wanted);

}  // namespace mallctl::operations
