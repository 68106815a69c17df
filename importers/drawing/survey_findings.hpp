// What is worth knowing about a drawing before its entities are looked at.
#pragma once

#include <string>

#include "importers/drawing/drawing.hpp"
#include "importers/drawing/finding_log.hpp"
#include "importers/mapping/mapping.hpp"

namespace mallctl::importers::drawing {

// Findings: P003 entity type not read, P005 handle used twice, P023 many entities, P025 block in itself, P026
// not at height 0, P027 insert that is scaled, P028 rule that never counts, P030 layer off or frozen, P037
// proxy or solid, P040 block without definition, P041 layer on layouts only. Of layers that no rule reads
// only P023, P025 and P040. `level`: short name, for the findings.
void report_survey(const Drawing& drawing, const mapping::Mapping& mapping, const std::string& level,
                   FindingLog& log);

}  // namespace mallctl::importers::drawing
