#include "operations/occupant_stores.hpp"

#include <algorithm>
#include <map>
#include <string>

namespace mallctl::operations {

namespace {

constexpr std::size_t max_slug = 63;
constexpr std::size_t short_id = 8;

std::string with_suffix(std::string base, const std::string& suffix) {
    if (base.empty()) base = "store";
    if (base.size() + 1 + suffix.size() > max_slug) base.resize(max_slug - 1 - suffix.size());
    return base + '-' + suffix;
}

std::string name_slug(const plan::Occupant& occupant) {
    return core::make_slug(core::pick_name(occupant.name, {"en"}));
}

std::string ref_slug(const plan::Plan& plan, const plan::Occupant& occupant) {
    if (!occupant.unit) return {};
    std::string slug = core::make_slug(plan.units.at(*occupant.unit).ref);
    slug.resize(std::min(slug.size(), max_slug / 2));
    return slug;
}

// Names for each occupant, each more particular than the one before; the first that nobody else could have is
// taken, and the id where there is none.
class Slugs {
  public:
    explicit Slugs(const plan::Plan& plan) : plan_(plan) {
        for (const plan::Occupant& occupant : plan.occupants) {
            for (const std::string& slug : candidates(occupant)) ++uses_[slug];
        }
    }

    std::string of(const plan::Occupant& occupant) const {
        for (const std::string& slug : candidates(occupant)) {
            if (uses_.at(slug) == 1) return slug;
        }
        return core::to_string(occupant.id);
    }

  private:
    std::vector<std::string> candidates(const plan::Occupant& occupant) const {
        const std::string name = name_slug(occupant);
        const std::string ref = ref_slug(plan_, occupant);
        std::vector<std::string> slugs;
        if (!name.empty()) slugs.push_back(name);
        if (!ref.empty()) slugs.push_back(with_suffix(name, ref));
        slugs.push_back(with_suffix(name, core::to_string(occupant.id).substr(0, short_id)));
        return slugs;
    }

    const plan::Plan& plan_;
    std::map<std::string, int> uses_;
};

}  // namespace

std::vector<catalog::Store> stores_of_occupants(const plan::Plan& plan) {
    const Slugs slugs(plan);
    std::vector<catalog::Store> stores;
    for (const plan::Occupant& occupant : plan.occupants) {
        catalog::Store store;
        store.id = occupant.id;
        store.slug = slugs.of(occupant);
        store.name = occupant.name;
        store.category = occupant.category;
        if (occupant.unit) store.units = {core::to_string(plan.units.at(*occupant.unit).id)};
        store.hours = occupant.hours;
        store.phone = occupant.phone;
        store.website = occupant.website;
        stores.push_back(std::move(store));
    }
    std::sort(stores.begin(), stores.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    return stores;
}

}  // namespace mallctl::operations
