// mallctl get audit: who changed what, and when.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace mallctl::cli {

class Context;

// What `get audit` takes: conditions "kind=", "slug=", "author=", "action=", "version=" and "since=" (an
// instant or a day), at most `limit` entries (0: 1000), and only those that follow the entry `after`
// ("VERSION:ENTRY"; may be empty). Returns the exit code; throws core::Error(usage) for another condition.
int run_get_audit(const std::vector<std::string>& conditions, std::int64_t limit, const std::string& after,
                  Context& context);

}  // namespace mallctl::cli
