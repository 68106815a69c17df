#include "db/wares_repository.hpp"

#include "db/catalog_reader.hpp"

namespace mallctl::db {

catalog::Wares load_wares(Transaction& transaction) {
    const auto kind = [](const char* name) -> const catalog::Kind& { return *catalog::find_kind(name); };
    return {read_all<catalog::Product>(transaction, kind("product")),
            read_all<catalog::Offer>(transaction, kind("offer")),
            read_all<catalog::ParkingZone>(transaction, kind("parking_zone"))};
}

}  // namespace mallctl::db
