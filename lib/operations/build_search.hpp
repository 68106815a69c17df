// The search index of a mall from its newest version.
#pragma once

#include <string>
#include <vector>

#include "operations/build.hpp"

namespace mallctl::operations {

// The kind "search". Its input is told by the versions that wrote it: of the plan, of the mall's locales, and
// the newest one that changed a row of the kinds below. So the digest costs the same whatever there is, and
// an index is out of date also where nothing that it holds has changed (a price, a stock): its bytes are then
// the same.
const ArtifactKind& search_kind();

// The kinds of the catalog that an index is made of, without the mall.
const std::vector<std::string>& searched_kinds();

// As build_artifact(); the words of documents that have not changed are taken over from the index before. All
// rows are read each time: see man/mallctl-build.1.md for what that takes.
BuildReport build_search(db::Session& session, const std::string& mall_slug,
                         const BuildOptions& options = {});

}  // namespace mallctl::operations
