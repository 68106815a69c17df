#include "exporters/imdf/imdf.hpp"

#include <nlohmann/json.hpp>

#include "exporters/archive/zip.hpp"
#include "exporters/imdf/archive.hpp"
#include "exporters/imdf/extension.hpp"
#include "exporters/imdf/venue.hpp"

namespace mallctl::exporters::imdf {

namespace {

std::string manifest(const PlanExport& source) {
    const auto& locales = source.mall.locales;
    const Json json{{"version", "1.0.0"},
                    {"created", core::format_instant(source.committed_at)},
                    {"generated_by", "mallctl"},
                    {"language", locales.empty() ? "en" : locales.front()},
                    {"extensions", Json::array({extension_name})}};
    return json.dump(2) + "\n";
}

}  // namespace

std::string write(const PlanExport& source) {
    std::vector<archive::Entry> entries{
        {"manifest.json", manifest(source)},
        {"address.geojson", features::collection({address(source)}, "address")},
        {"venue.geojson", features::collection({venue(source)}, "venue")}};
    for (const auto& [name, features] : classes_of(source.plan))
        entries.push_back({name + ".geojson", features::collection(features, name)});
    return archive::write_zip(entries, source.committed_at);
}

}  // namespace mallctl::exporters::imdf
