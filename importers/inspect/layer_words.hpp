// The words of layer names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mallctl::importers::inspect {

// Small ASCII words of a name, in order: "A-AREA-IDEN" -> "a", "area", "iden"; accents and umlauts are taken
// off as people write around them ("T\u00fcr" -> "tuer", "Pi\u00e8ce" -> "piece", "Ba\u00f1o" -> "bano"); a
// change from small to large letters and one to or from digits parts words ("RaumNummer2" -> "raum",
// "nummer", "2").
std::vector<std::string> words_of(std::string_view name);

}  // namespace mallctl::importers::inspect
