#include "exporters/qr/mall_posters.hpp"

#include <algorithm>

#include "core/closest.hpp"
#include "core/error.hpp"
#include "core/names.hpp"
#include "plan/lookup.hpp"

namespace mallctl::exporters::qr {

namespace {

const catalog::Location& find_location(const catalog::Catalog& catalog, const std::string& slug) {
    const auto& all = catalog.locations;
    const auto it = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.slug == slug; });
    if (it != all.end()) return *it;
    std::vector<std::string> slugs;
    for (const auto& one : all) slugs.push_back(one.slug);
    const auto near = core::closest(slug, slugs);
    throw core::Error(core::Fault::failed, "there is no location \"" + slug + "\"",
                      near ? "did you mean " + *near + "?" : "list them: mallctl get location");
}

// Each other name once, in the order of the mall's languages.
std::string others(const core::Names& names, const std::string& shown,
                   const std::vector<std::string>& locales) {
    std::string text;
    std::vector<std::string> seen = {shown};
    for (const auto& locale : locales) {
        const auto it = names.find(locale);
        if (it == names.end() || std::find(seen.begin(), seen.end(), it->second) != seen.end()) continue;
        seen.push_back(it->second);
        text += (text.empty() ? "" : " \xC2\xB7 ") + it->second;
    }
    return text;
}

}  // namespace

std::vector<Place> places_of_mall(const operations::Snapshot& snapshot, const std::vector<std::string>& slugs,
                                  const std::vector<std::string>& locales, const std::string& base_url) {
    std::vector<std::string> languages = locales;
    languages.insert(languages.end(), snapshot.mall.locales.begin(), snapshot.mall.locales.end());
    std::vector<Place> places;
    for (const auto& slug : slugs) {
        const auto& location = find_location(snapshot.catalog, slug);
        Place place;
        const std::string name = core::pick_name(location.name, languages);
        place.name = name.empty() ? slug : name;
        place.other_names = others(location.name, name, languages);
        place.link = deep_link(base_url, snapshot.mall.slug, slug, location.heading);
        place.point = location.point;
        place.heading = location.heading;
        // "BUILDING/LEVEL" where two buildings share it: then only one is found.
        const auto levels = plan::find_levels(snapshot.plan, location.level);
        if (levels.size() == 1) place.level = levels.front();
        place.level_label = place.level ? plan::level_label(snapshot.plan, *place.level) : location.level;
        places.push_back(std::move(place));
    }
    return places;
}

}  // namespace mallctl::exporters::qr
