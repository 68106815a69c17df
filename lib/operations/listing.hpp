// What `get` lists: the rows of one kind as a stream, field by field as the manifest declares them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/bound_fields.hpp"
#include "catalog/value_text.hpp"
#include "core/clock.hpp"
#include "db/session.hpp"

namespace mallctl::operations {

struct ListRequest {
    std::string kind;                 // in the singular or plural
    std::string key;                  // only this row: its slug (of a unit also "REF@LEVEL" and the UUID)
    std::vector<std::string> where;   // "FIELD=VALUE", see operations/conditions.hpp; all hold
    std::vector<std::string> fields;  // only these, in this order; none: those that are shown
    std::string after;                // rows behind the one with this key
    std::int64_t limit = 0;           // rows at most; 0: all
    core::Instant at{};               // of what follows from the clock: states, current units
};

// Rows in the order of their keys' bytes, of levels and units in the order of floors. Stored rows are read as
// they are asked for, in one transaction that lasts as long as the listing.
class Listing {
  public:
    virtual ~Listing() = default;
    Listing(const Listing&) = delete;
    Listing& operator=(const Listing&) = delete;

    const std::string& kind() const { return kind_; }
    const std::vector<catalog::Field>& fields() const { return fields_; }
    const catalog::ValueStyle& style() const { return style_; }
    // In which names are shown; empty for malls.
    const std::vector<std::string>& locales() const { return locales_; }

    // Whether a key was asked for that names one row.
    bool is_single() const { return is_single_; }

    // Beside fields(): the languages that any of the rows has; empty for a field without names. Reads all
    // rows.
    virtual std::vector<std::set<std::string>> languages() = 0;

    // The values beside fields(); false at the end. The memory of `row` is used again.
    virtual bool next(std::vector<catalog::FieldValue>& row) = 0;

    // After the end: what `after` takes to go on, where the limit has cut the list.
    const std::optional<std::string>& rest() const { return rest_; }

  protected:
    Listing() = default;

    std::string kind_;
    std::vector<catalog::Field> fields_;
    catalog::ValueStyle style_;
    std::vector<std::string> locales_;
    std::optional<std::string> rest_;
    bool is_single_ = false;
};

// What can be listed: the kinds of a manifest, and "level" and "unit" of the current plan.
const std::vector<std::string>& listed_kinds();

// The kind for a name in the singular or plural; throws core::Error(usage) with "did you mean".
std::string listed_kind(std::string_view name);

// `mall` is a slug; for kind "mall" it is ignored and all malls are listed. Throws core::Error(usage) for an
// unknown kind or field and for what is no condition, (failed) for an unknown mall and where there is no row
// with the key, with the closest one as "did you mean".
std::unique_ptr<Listing> open_listing(db::Session& session, const ListRequest& request,
                                      const std::string& mall);

}  // namespace mallctl::operations
