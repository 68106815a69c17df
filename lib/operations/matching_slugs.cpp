#include "operations/matching_slugs.hpp"

#include "core/clock.hpp"
#include "operations/listing.hpp"

namespace mallctl::operations {

std::vector<std::string> matching_slugs(db::Session& session, const std::string& mall,
                                        const std::string& kind, const std::vector<std::string>& where) {
    ListRequest request;
    request.kind = kind;
    request.where = where;
    request.at = core::now();
    std::vector<std::string> slugs;
    const auto listing = open_listing(session, request, mall);
    for (std::vector<catalog::FieldValue> row; listing->next(row);)
        slugs.push_back(std::get<std::string>(row.front()));
    return slugs;
}

}  // namespace mallctl::operations
