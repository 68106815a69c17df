#include "operations/matching_slugs.hpp"

#include "core/error.hpp"
#include "operations/listing.hpp"

namespace mallctl::operations {

std::vector<std::string> matching_slugs(db::Session& session, const std::string& mall,
                                        const std::string& kind, const std::vector<std::string>& where) {
    auto listing = list_rows(session, kind, mall);
    for (const auto& condition : where) {
        const auto equals = condition.find('=');
        if (equals == std::string::npos) {
            throw core::Error(core::Fault::usage, "\"" + condition + "\" is not a condition",
                              "write --where FIELD=VALUE, as in --where tenant=acme");
        }
        keep_where(listing, condition.substr(0, equals), condition.substr(equals + 1));
    }
    keep_fields(listing, {listing.fields.front().name});
    std::vector<std::string> slugs;
    for (const auto& row : listing.rows) slugs.push_back(std::get<std::string>(row.front()));
    return slugs;
}

}  // namespace mallctl::operations
