// What `get` lists: the rows of one kind, field by field as the manifest declares them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/bound_fields.hpp"
#include "db/session.hpp"

namespace mallctl::operations {

struct Listing {
    std::string kind;                                    // "store"
    std::vector<catalog::Field> fields;                  // the first is the key
    std::vector<std::vector<catalog::FieldValue>> rows;  // by field
    std::string currency;                                // of amounts
    std::vector<std::string> locales;                    // in which names are shown; empty for malls
};

// What can be listed: the kinds of a manifest, and "level" and "unit" of the current plan.
const std::vector<std::string>& listed_kinds();

// The kind for a name in the singular or plural; throws core::Error(usage) with "did you mean".
std::string listed_kind(std::string_view name);

// Every row of a kind, sorted by key. `mall` is a slug; for kind "mall" it is ignored and all malls are
// listed. Throws core::Error(usage) for an unknown kind, (failed) for an unknown mall.
Listing list_rows(db::Session& session, std::string_view kind, const std::string& mall);

// Keeps the rows of which `field` is `value`: the text of a plain field, one of the texts of a list or of a
// name's languages. Throws core::Error(usage) for an unknown field.
void keep_where(Listing& listing, const std::string& field, const std::string& value);

// Keeps the row with this key (of a unit also "REF@LEVEL" and the UUID). Throws core::Error(failed), with the
// closest key as "did you mean", when there is none.
void keep_key(Listing& listing, const std::string& key);

// Keeps these fields, in this order; throws core::Error(usage) for an unknown one.
void keep_fields(Listing& listing, const std::vector<std::string>& fields);

// A plain value as manifests write it: amounts in decimals, the shortest numbers; "" for an empty one. Not
// for names and lists.
std::string plain_text(const catalog::Field& field, const catalog::FieldValue& value,
                       const std::string& currency);

}  // namespace mallctl::operations
