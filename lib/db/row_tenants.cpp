#include "db/row_tenants.hpp"

#include <fmt/format.h>

#include "db/kind_columns.hpp"
#include "db/transaction_impl.hpp"

namespace mallctl::db {

namespace {

// A query of (slug, tenant): a line for each of a row's tenants. $1 is the mall.
std::string owners(const catalog::Kind& kind) {
    if (kind.name == "store" || kind.name == "user" || kind.name == "lease") {
        return fmt::format("select r.slug, coalesce(r.tenant, '') from {} r where r.mall_id = $1::uuid",
                           table_of(kind));
    }
    if (kind.name == "tenant")
        return "select r.slug, r.slug from mallctl.tenant r where r.mall_id = $1::uuid";
    if (kind.name == "product") {
        return "select r.slug, coalesce(s.tenant, '') from mallctl.product r join mallctl.store s "
               "on s.mall_id = r.mall_id and s.slug = r.store where r.mall_id = $1::uuid";
    }
    if (kind.name == "offer") {
        return "select r.slug, coalesce(s.tenant, '') from mallctl.offer r left join mallctl.product p "
               "on p.mall_id = r.mall_id and p.slug = r.product left join mallctl.store s "
               "on s.mall_id = r.mall_id and s.slug in (r.store, p.store) where r.mall_id = $1::uuid";
    }
    return fmt::format("select r.slug, '' from {} r where r.mall_id = $1::uuid", table_of(kind));
}

}  // namespace

std::vector<std::string> tenants_of_row(Transaction& transaction, const catalog::Kind& kind,
                                        std::string_view slug) {
    return transaction.impl()
        .work
        .run(fmt::format("select distinct o.tenant from ({}) o (slug, tenant) where o.slug = $2",
                         owners(kind)),
             Params().add(mall_of(transaction)).add(slug))
        .first_column();
}

std::set<std::string, std::less<>> slugs_of_tenants(Transaction& transaction, const catalog::Kind& kind,
                                                    const std::vector<std::string_view>& tenants) {
    const auto slugs =
        transaction.impl()
            .work
            .run(fmt::format("select o.slug from ({}) o (slug, tenant) group by o.slug "
                             "having bool_and(o.tenant = any($2::text[]))",
                             owners(kind)),
                 Params()
                     .add(mall_of(transaction))
                     .add(texts_to_array(std::vector<std::string>(tenants.begin(), tenants.end()))))
            .first_column();
    return {slugs.begin(), slugs.end()};
}

}  // namespace mallctl::db
