// Everything but buildings, levels and units, matched with the plan before.
#pragma once

#include "plan/match_pairs.hpp"

namespace mallctl::plan {

// The pairs that details lie on and refer to.
struct StructurePairs {
    const Pairing& levels;
    const Pairing& units;
};

// By id, source id, then overlap within a category: footprints (which have no level), fixtures, sections,
// kiosks.
Pairing match_footprints(const Plan& fresh, const Plan& old);
Pairing match_fixtures(const Plan& fresh, const Plan& old, const StructurePairs& structure);
Pairing match_sections(const Plan& fresh, const Plan& old, const StructurePairs& structure);
Pairing match_kiosks(const Plan& fresh, const Plan& old, const StructurePairs& structure);

// By id, source id, then nearness within a category.
Pairing match_openings(const Plan& fresh, const Plan& old, const StructurePairs& structure);
Pairing match_amenities(const Plan& fresh, const Plan& old, const StructurePairs& structure);
Pairing match_walls(const Plan& fresh, const Plan& old, const StructurePairs& structure);

// By id, source id, then the most stops in common: the same unit, or none and a point within 0.5 m.
Pairing match_connectors(const Plan& fresh, const Plan& old, const StructurePairs& structure);

// By id, source id, then name and unit, then name where nobody else has it.
Pairing match_occupants(const Plan& fresh, const Plan& old, const StructurePairs& structure);

}  // namespace mallctl::plan
