#include "cli/output/offer_report.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/output/write_report.hpp"
#include "operations/json_parts.hpp"

namespace mallctl::cli {

using Json = nlohmann::ordered_json;

std::string offer_report_json(const operations::OfferReport& report, const std::string& mall) {
    Json json = Json::parse(write_report_json(report, mall));
    json["offer"] = {{"slug", report.offer},
                     {"state", to_string(report.state)},
                     {"audience", to_string(report.audience)},
                     {"addresses", describe(report.audience)}};
    return operations::to_text(json, 2) + "\n";
}

std::string offer_report_table(const operations::OfferReport& report, const std::string& mall) {
    const bool is_kept = !report.dry_run || !report.changed.any();
    return write_report_table(report, mall) + fmt::format("offer {} {} {}; it addresses {}\n", report.offer,
                                                          is_kept ? "is" : "would be",
                                                          to_string(report.state), describe(report.audience));
}

std::string redemption_json(const operations::Redemption& redemption, const std::string& mall,
                            const std::string& offer, const core::Uuid& id) {
    Json json;
    json["mall"] = mall;
    json["offer"] = offer;
    json["id"] = core::to_string(id);
    json["outcome"] = to_string(redemption.outcome);
    if (redemption.outcome != operations::Redeeming::no_such_offer) {
        json["redeemed"] = redemption.redeemed;
        json["cap"] = redemption.cap ? Json(*redemption.cap) : Json(nullptr);
    }
    return operations::to_text(json, 2) + "\n";
}

}  // namespace mallctl::cli
