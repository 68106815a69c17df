#include "server/writing_api.hpp"

#include "server/endpoints/mall_versions.hpp"
#include "server/endpoints/offer_actions.hpp"
#include "server/endpoints/rows.hpp"
#include "server/endpoints/sensors.hpp"
#include "server/endpoints/vouchers.hpp"

namespace mallctl::server {

std::vector<Route> writing_routes(db::SessionPool& writes, db::SessionPool& heavy_reads,
                                  const WritingOptions& options) {
    std::vector<Route> all;
    for (auto& part : {row_routes(writes), offer_action_routes(writes), version_routes(writes, heavy_reads),
                       voucher_routes(writes, options.payment_secret), sensor_routes(writes)})
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

}  // namespace mallctl::server
