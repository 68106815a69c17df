#include "operations/public_rows.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "catalog/offer_state.hpp"
#include "catalog/term_state.hpp"
#include "operations/place.hpp"
#include "operations/plan_listing.hpp"
#include "plan/lookup.hpp"

namespace mallctl::operations {

namespace {

using catalog::FieldValue;

bool has_level(const std::vector<plan::LevelIndex>& levels, plan::LevelIndex level) {
    return std::find(levels.begin(), levels.end(), level) != levels.end();
}

// Whether what names a level in words is on one of the levels.
bool is_on(const plan::Plan& plan, const std::string& level, const std::vector<plan::LevelIndex>& wanted) {
    const auto found = plan::find_levels(plan, level);
    return std::any_of(found.begin(), found.end(), [&](auto one) { return has_level(wanted, one); });
}

FieldValue list_value(std::vector<std::string> texts) {
    if (texts.empty()) return {};
    return texts;
}

// Rows of a struct of the model, all or some of them, sorted by slug.
template <class Struct>
class StructRows : public PublicRows {
  public:
    StructRows(const PublicKind& kind, const std::vector<Struct>& rows) : rows_(rows) {
        shown_.resize(rows.size());
        std::iota(shown_.begin(), shown_.end(), std::size_t{0});
        for (const auto& field : kind.fields) bound_.push_back(catalog::find_bound<Struct>(field.name));
        for (const auto& field : kind.fields) names_.push_back(field.name);
    }

    template <class Keep>
    void keep_only(Keep keep) {
        std::erase_if(shown_, [&](std::size_t row) { return !keep(rows_[row]); });
    }

    std::size_t size() const override { return shown_.size(); }
    std::string key(std::size_t row) const override { return at(row).slug; }

    FieldValue value(std::size_t row, std::size_t field) const override {
        if (bound_[field] != nullptr) return get_value(*bound_[field], at(row));
        if (names_[field] == "id") return core::to_string(at(row).id);
        return told(row, names_[field]);
    }

    bool passes(std::size_t, const PublicFilter&) const override { return true; }

  protected:
    const Struct& at(std::size_t row) const { return rows_[shown_[row]]; }
    // What no field of the struct holds.
    virtual FieldValue told(std::size_t, const std::string&) const { return {}; }

  private:
    const std::vector<Struct>& rows_;
    std::vector<std::size_t> shown_;
    std::vector<const catalog::BoundField<Struct>*> bound_;  // null where none holds it
    std::vector<std::string> names_;
};

class Locations : public StructRows<catalog::Location> {
  public:
    Locations(const PublicKind& kind, const Snapshot& snapshot)
        : StructRows(kind, snapshot.catalog.locations), snapshot_(snapshot) {}

    bool passes(std::size_t row, const PublicFilter& filter) const override {
        if (!filter.word.empty() && at(row).kind != filter.word) return false;
        return filter.levels.empty() || is_on(snapshot_.plan, at(row).level, filter.levels);
    }
    std::optional<std::size_t> find(std::string_view key) const override {
        return find_location(snapshot_, key);
    }

  private:
    const Snapshot& snapshot_;
};

class Stores : public StructRows<catalog::Store> {
  public:
    Stores(const PublicKind& kind, const Snapshot& snapshot, core::Instant now)
        : StructRows(kind, snapshot.catalog.stores), snapshot_(snapshot), now_(now) {}

    bool passes(std::size_t row, const PublicFilter& filter) const override {
        if (!is_of_category(at(row).category, filter.category)) return false;
        if (filter.open_now && state_word(row) != "open") return false;
        const auto units = units_of_store(snapshot_, row, now_);
        return filter.levels.empty() || std::any_of(units.begin(), units.end(), [&](plan::UnitIndex unit) {
                   return has_level(filter.levels, snapshot_.plan.units[unit].level);
               });
    }

  protected:
    FieldValue told(std::size_t row, const std::string& name) const override {
        if (name == "state") return std::string(state_word(row));
        if (name == "state_until") {
            const auto until = state(row).until;
            return until ? FieldValue(*until) : FieldValue();
        }
        std::vector<std::string> texts;
        for (const auto unit : units_of_store(snapshot_, row, now_)) {
            const auto level = snapshot_.plan.units[unit].level;
            const std::string text = name == "levels" ? plan::level_label(snapshot_.plan, level)
                                                      : plan::unit_reference(snapshot_.plan, unit);
            if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(text);
        }
        return list_value(std::move(texts));
    }

  private:
    catalog::OpeningHours::State state(std::size_t row) const {
        if (!snapshot_.hours[row]) return {catalog::OpeningHours::Status::unknown, std::nullopt};
        return snapshot_.hours[row]->at(now_, snapshot_.mall.time_zone, snapshot_.holidays);
    }
    std::string_view state_word(std::size_t row) const {
        switch (state(row).status) {
            case catalog::OpeningHours::Status::open:
                return "open";
            case catalog::OpeningHours::Status::closed:
                return "closed";
            case catalog::OpeningHours::Status::unknown:
                break;
        }
        return "unknown";
    }

    const Snapshot& snapshot_;
    core::Instant now_;
};

class Products : public StructRows<catalog::Product> {
  public:
    using StructRows::StructRows;
    bool passes(std::size_t row, const PublicFilter& filter) const override {
        return is_of_category(at(row).category, filter.category) &&
               (filter.store.empty() || at(row).store == filter.store);
    }
};

class Offers : public StructRows<catalog::Offer> {
  public:
    using StructRows::StructRows;
    bool passes(std::size_t row, const PublicFilter& filter) const override {
        const std::string_view kind = at(row).kind.empty() ? std::string_view("standard") : at(row).kind;
        return (filter.store.empty() || at(row).store == filter.store) &&
               (filter.product.empty() || at(row).product == filter.product) &&
               (filter.word.empty() || kind == filter.word);
    }
};

class ParkingZones : public StructRows<catalog::ParkingZone> {
  public:
    ParkingZones(const PublicKind& kind, const Snapshot& snapshot)
        : StructRows(kind, snapshot.wares.parking_zones), plan_(snapshot.plan) {}
    bool passes(std::size_t row, const PublicFilter& filter) const override {
        return filter.levels.empty() || is_on(plan_, at(row).level, filter.levels);
    }

  private:
    const plan::Plan& plan_;
};

class Amenities : public PublicRows {
  public:
    explicit Amenities(const plan::Plan& plan) : plan_(plan), order_(plan.amenities.size()) {
        std::iota(order_.begin(), order_.end(), std::size_t{0});
        std::sort(order_.begin(), order_.end(),
                  [&](auto a, auto b) { return plan.amenities[a].id < plan.amenities[b].id; });
    }

    std::size_t size() const override { return order_.size(); }
    std::string key(std::size_t row) const override { return core::to_string(at(row).id); }
    FieldValue value(std::size_t row, std::size_t field) const override {
        const plan::Amenity& amenity = at(row);
        switch (field) {
            case 0:
                return key(row);
            case 1:
                return amenity.name.empty() ? FieldValue() : FieldValue(amenity.name);
            case 2:
                return amenity.category;
            case 3:
                return plan::level_label(plan_, amenity.level);
            case 4: {
                std::vector<std::string> units;
                for (const auto unit : amenity.units) units.push_back(plan::unit_reference(plan_, unit));
                return list_value(std::move(units));
            }
            case 5:
                return amenity.point.x;
            default:
                return amenity.point.y;
        }
    }
    bool passes(std::size_t row, const PublicFilter& filter) const override {
        return is_of_category(at(row).category, filter.category) &&
               (filter.levels.empty() || has_level(filter.levels, at(row).level));
    }

  private:
    const plan::Amenity& at(std::size_t row) const { return plan_.amenities[order_[row]]; }

    const plan::Plan& plan_;
    std::vector<std::size_t> order_;
};

class Levels : public PublicRows {
  public:
    explicit Levels(const plan::Plan& plan) : listed_(plan_rows("level", plan)) {}

    std::size_t size() const override { return listed_.rows.size(); }
    std::string key(std::size_t row) const override {
        const auto* label = std::get_if<std::string>(&listed_.rows[row].front());
        return label != nullptr ? *label : std::get<std::string>(listed_.rows[row].back());
    }
    FieldValue value(std::size_t row, std::size_t field) const override { return listed_.rows[row][field]; }
    bool passes(std::size_t, const PublicFilter&) const override { return true; }
    std::optional<std::size_t> find(std::string_view key) const override {
        for (std::size_t row = 0; row < size(); ++row) {
            if (has_key("level", listed_.rows[row], std::string(key))) return row;
        }
        return std::nullopt;
    }
    std::optional<std::size_t> after(std::string_view key) const override {
        const auto row = find(key);
        return row ? std::optional(*row + 1) : std::nullopt;
    }

  private:
    PlanRows listed_;
};

}  // namespace

std::optional<std::size_t> PublicRows::after(std::string_view key) const {
    std::size_t low = 0;
    for (std::size_t high = size(); low < high;) {
        const std::size_t middle = low + (high - low) / 2;
        if (this->key(middle) <= key)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

std::optional<std::size_t> PublicRows::find(std::string_view key) const {
    const std::size_t behind = after(key).value_or(0);
    if (behind == 0 || this->key(behind - 1) != key) return std::nullopt;
    return behind - 1;
}

std::unique_ptr<PublicRows> public_rows(const PublicKind& kind, const Snapshot& snapshot, core::Instant at) {
    const catalog::Catalog& catalog = snapshot.catalog;
    if (kind.name == "location") return std::make_unique<Locations>(kind, snapshot);
    if (kind.name == "store") return std::make_unique<Stores>(kind, snapshot, at);
    if (kind.name == "product") return std::make_unique<Products>(kind, snapshot.wares.products);
    if (kind.name == "parking_zone") return std::make_unique<ParkingZones>(kind, snapshot);
    if (kind.name == "amenity") return std::make_unique<Amenities>(snapshot.plan);
    if (kind.name == "level") return std::make_unique<Levels>(snapshot.plan);
    if (kind.name == "offer") {
        auto rows = std::make_unique<Offers>(kind, snapshot.wares.offers);
        rows->keep_only([&](const catalog::Offer& offer) {
            return catalog::offer_state(offer.draft, offer.from, offer.to, at) == catalog::OfferState::live;
        });
        return rows;
    }
    if (kind.name == "closure") {
        auto rows = std::make_unique<StructRows<catalog::Closure>>(kind, catalog.closures);
        rows->keep_only([&](const catalog::Closure& closure) {
            return catalog::closure_state(closure.from, closure.until, at) == catalog::TermState::current;
        });
        return rows;
    }
    throw std::logic_error("no rows of kind " + kind.name);
}

}  // namespace mallctl::operations
