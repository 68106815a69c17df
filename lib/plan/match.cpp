#include "plan/match.hpp"

#include "plan/classes.hpp"
#include "plan/digest.hpp"
#include "plan/ids.hpp"
#include "plan/match_details.hpp"
#include "plan/match_edits.hpp"
#include "plan/match_fates.hpp"
#include "plan/match_structure.hpp"
#include "plan/match_units.hpp"

namespace mallctl::plan {

namespace {

std::vector<std::optional<LevelIndex>> levels_as_old(const Pairing& levels) {
    std::vector<std::optional<LevelIndex>> result(levels.fresh_count());
    for (LevelIndex i = 0; i < result.size(); ++i) result[i] = levels.old_of(i);
    return result;
}

std::vector<std::optional<LevelIndex>> levels_as_they_are(const Plan& plan) {
    std::vector<std::optional<LevelIndex>> result(plan.levels.size());
    for (LevelIndex i = 0; i < result.size(); ++i) result[i] = i;
    return result;
}

class PlanMatcher {
  public:
    PlanMatcher(Plan& fresh, const Plan& old, const Uuid& mall) : fresh_(fresh), old_(old), mall_(mall) {}

    Matching run() {
        const Pairing buildings = match_buildings(fresh_, old_);
        const Pairing levels = match_levels(fresh_, old_, buildings);
        const UnitSide fresh_units(fresh_, levels_as_old(levels));
        const UnitSide old_units(old_, levels_as_they_are(old_));
        const UnitMatches units =
            match_units(fresh_units, old_units, old_.levels.size(), fresh_.format == old_.format);
        const StructurePairs structure{levels, units.pairs};

        take(fresh_.buildings, old_.buildings, buildings);
        take(fresh_.levels, old_.levels, levels);
        take(fresh_.units, old_.units, units.pairs);
        take(fresh_.footprints, old_.footprints, match_footprints(fresh_, old_));
        take(fresh_.openings, old_.openings, match_openings(fresh_, old_, structure));
        take(fresh_.fixtures, old_.fixtures, match_fixtures(fresh_, old_, structure));
        take(fresh_.amenities, old_.amenities, match_amenities(fresh_, old_, structure));
        take(fresh_.walls, old_.walls, match_walls(fresh_, old_, structure));
        take(fresh_.sections, old_.sections, match_sections(fresh_, old_, structure));
        take(fresh_.kiosks, old_.kiosks, match_kiosks(fresh_, old_, structure));
        take(fresh_.connectors, old_.connectors, match_connectors(fresh_, old_, structure));
        take(fresh_.occupants, old_.occupants, match_occupants(fresh_, old_, structure));

        Matching result;
        assign_ids(fresh_, mall_, result.findings, unmatched_);
        for (const auto& [feature, source_id] : stored_source_ids_) feature->source_id = *source_id;
        result.conflicts = merge_edits(fresh_, old_, units.pairs);
        for (const EditConflict& conflict : result.conflicts) {
            result.findings.push_back(to_finding(fresh_, conflict));
        }
        if (fresh_.format != old_.format) keep_header();
        result.units = unit_changes(fresh_, &old_, units, fresh_units, &old_units);
        return result;
    }

  private:
    template <typename F>
    void take(std::vector<F>& fresh, const std::vector<F>& old, const Pairing& pairs) {
        for (std::size_t i = 0; i < fresh.size(); ++i) {
            const auto j = pairs.old_of(i);
            if (!j) continue;
            fresh[i].id = old[*j].id;
            if (pairs.means_of(i) == Means::id) {
                stored_source_ids_.emplace_back(&fresh[i], &old[*j].source_id);
            } else {
                own_export_ = false;
            }
        }
        for (std::size_t j = 0; j < old.size(); ++j) {
            if (!pairs.fresh_of(j)) unmatched_.push_back(old[j].id);
        }
        complete_ = complete_ && !pairs.open();
    }

    // Our own exports must name the venue, also where the plan has no name: they take the mall's.
    void keep_header() {
        if (!complete_) return;
        std::string format = old_.format;
        Names name = own_export_ && old_.name.empty() ? Names() : fresh_.name;
        std::swap(fresh_.format, format);
        std::swap(fresh_.name, name);
        if (digest(fresh_) == digest(old_)) return;
        std::swap(fresh_.format, format);
        std::swap(fresh_.name, name);
    }

    Plan& fresh_;
    const Plan& old_;
    const Uuid& mall_;
    std::vector<Uuid> unmatched_;
    std::vector<std::pair<Feature*, const std::string*>> stored_source_ids_;
    bool complete_ = true;    // every feature of both plans has its partner
    bool own_export_ = true;  // those that have one state its id
};

}  // namespace

Matching match_ids(Plan& plan, const Plan* previous, const Uuid& mall) {
    if (previous != nullptr) return PlanMatcher(plan, *previous, mall).run();
    Matching result;
    assign_ids(plan, mall, result.findings);
    const UnitSide side(plan, levels_as_they_are(plan));
    result.units = unit_changes(plan, nullptr, UnitMatches{}, side, nullptr);
    return result;
}

}  // namespace mallctl::plan
