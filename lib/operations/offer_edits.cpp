#include "operations/offer_edits.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.hpp"
#include "db/redemptions.hpp"
#include "operations/catalog_edit.hpp"
#include "operations/find_mall.hpp"

namespace mallctl::operations {

namespace {

using catalog::OfferState;
using core::Error;
using core::Fault;

class OfferEdit {
  public:
    OfferEdit(db::Session& session, const std::string& slug, const EditOptions& options)
        : kind_(*catalog::find_kind("offer")),
          slug_(slug),
          edit_(session, find_mall(session, options.mall), options) {
        edit_.require_rows(kind_, {slug});
        standing_ = db::offer_standing(edit_.transaction(), slug, {}).value();
    }

    const db::OfferStanding& standing() const { return standing_; }

    OfferState state(core::Instant now) const {
        return catalog::offer_state(standing_.draft, standing_.from, standing_.to, now);
    }

    [[noreturn]] void refuse(const std::string& why, const std::string& advice) const {
        throw Error(Fault::failed, fmt::format("offer \"{}\" {}", slug_, why), advice);
    }

    void state_field(const char* name, catalog::FieldValue value) {
        catalog::Row row;
        row.kind = &kind_;
        row.values.resize(kind_.fields.size());
        row.places.resize(kind_.fields.size());
        const std::size_t field = catalog::field_index(kind_, name);
        row.values[0] = slug_;
        row.values[field] = std::move(value);
        row.stated = 1 | std::uint64_t{1} << field;
        edit_.state(row);
    }

    OfferReport finish(OfferState after) {
        OfferReport report;
        report.offer = slug_;
        report.state = after;
        report.audience = catalog::parse_audience(standing_.audience);
        static_cast<EditReport&>(report) = edit_.finish("offer");
        if (!report.changed.any()) report.changed.by_kind["offer"].unchanged = 1;
        return report;
    }

  private:
    const catalog::Kind& kind_;
    std::string slug_;
    CatalogEdit edit_;
    db::OfferStanding standing_;
};

}  // namespace

OfferReport publish_offer(db::Session& session, const std::string& slug, core::Instant now,
                          const EditOptions& options) {
    OfferEdit edit(session, slug, options);
    const auto& standing = edit.standing();
    const auto published = catalog::offer_state(false, standing.from, standing.to, now);
    if (published == OfferState::ended) {
        edit.refuse("ended at " + core::format_instant(*standing.to),
                    fmt::format("give it another end first: mallctl set offer {} to=...", slug));
    }
    if (standing.draft) edit.state_field("draft", false);
    return edit.finish(published);
}

OfferReport end_offer(db::Session& session, const std::string& slug, core::Instant now,
                      const EditOptions& options) {
    OfferEdit edit(session, slug, options);
    const auto& standing = edit.standing();
    switch (edit.state(now)) {
        case OfferState::draft:
            edit.refuse("is a draft, which nobody sees",
                        fmt::format("delete it: mallctl delete offer {}", slug));
        case OfferState::scheduled:
            edit.refuse("has not begun", fmt::format("take it back: mallctl set offer {} draft=true", slug));
        case OfferState::live: {
            // One that begins this very second lasts that second: an end is after the beginning.
            const auto second = std::chrono::seconds{1};
            edit.state_field("to", standing.from ? std::max(now, *standing.from + second) : now);
            break;
        }
        case OfferState::ended:
            break;
    }
    return edit.finish(OfferState::ended);
}

}  // namespace mallctl::operations
