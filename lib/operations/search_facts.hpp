// What the documents of a search index are at one time and from one place: where, how far, open, on offer.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "operations/place.hpp"
#include "operations/snapshot.hpp"
#include "search/query.hpp"

namespace mallctl::operations {

class SearchFacts {
  public:
    // `from`: where one stands; null: nobody said. Everything outlives this.
    SearchFacts(const Snapshot& snapshot, core::Instant at, const ResolvedPlace* from);
    ~SearchFacts();

    // For the query; valid as long as this.
    search::DocumentFacts for_query();

    // Labels of the levels that it is on, the lowest first.
    std::vector<std::string> levels(search::DocumentId document) const;

    // Of the quickest way; nothing where there is none or nobody said where from. Exact, and a look for a
    // path each: for hits. The level is that of the point which is reached.
    struct Walk {
        double distance_m = 0;
        std::string level;
    };
    std::optional<Walk> walk(search::DocumentId document) const;

  private:
    struct Walker;

    std::vector<PlacePoint> points(search::DocumentId document) const;
    std::optional<bool> is_open(search::DocumentId document) const;
    bool has_offer(search::DocumentId document) const;
    std::optional<double> time_as_metres(search::DocumentId document);

    const Snapshot& snapshot_;
    core::Instant at_;
    std::unique_ptr<Walker> walker_;
};

}  // namespace mallctl::operations
