#include "search/query/filters.hpp"

#include <algorithm>

#include "search/query/facets.hpp"

namespace mallctl::search {

namespace {

void remove(DocumentSet& set, DocumentId document) {
    set.bits[document / 64] &= ~(std::uint64_t{1} << (document % 64));
}

DocumentSet everything(std::size_t documents) {
    DocumentSet set;
    set.bits.assign((documents + 63) / 64, ~std::uint64_t{0});
    if (documents % 64 != 0) set.bits.back() = (std::uint64_t{1} << (documents % 64)) - 1;
    return set;
}

bool is_dated_out(const IndexView& index, DocumentId document, core::Instant at) {
    const auto [from, to] = index.validity_of(document);
    const std::int64_t now = at.time_since_epoch().count();
    return now < from || now >= to;
}

bool has_category(std::string_view category, const std::string& wanted) {
    return category.starts_with(wanted) &&
           (category.size() == wanted.size() || category[wanted.size()] == '.');
}

bool is_on_one_of(const std::vector<std::string>& levels, const std::vector<std::string>& wanted) {
    return std::any_of(levels.begin(), levels.end(), [&](const std::string& level) {
        return std::find(wanted.begin(), wanted.end(), level) != wanted.end();
    });
}

// What facts say of a document's store, or of the document itself; asked for once a store.
class OwnerPass {
  public:
    OwnerPass(const IndexView& index, const Filters& filters, const DocumentFacts& facts)
        : index_(index), filters_(filters), facts_(facts), known_(index.document_count(), unknown) {}

    bool pass(DocumentId document) {
        const DocumentId owner = owner_of(index_, document);
        if (known_[owner] == unknown) known_[owner] = asks_for_more(owner) ? passes : fails;
        return known_[owner] == passes;
    }

  private:
    enum : std::uint8_t { unknown, passes, fails };

    bool asks_for_more(DocumentId owner) const {
        if (!filters_.levels.empty() &&
            (!facts_.levels || !is_on_one_of(facts_.levels(owner), filters_.levels)))
            return false;
        if (filters_.open_now && (!facts_.is_open || !facts_.is_open(owner).value_or(false))) return false;
        return !filters_.has_offer || (facts_.has_offer && facts_.has_offer(owner));
    }

    const IndexView& index_;
    const Filters& filters_;
    const DocumentFacts& facts_;
    std::vector<std::uint8_t> known_;
};

bool is_kind_wanted(const Filters& filters, DocumentKind kind) {
    return filters.kinds.empty() ||
           std::find(filters.kinds.begin(), filters.kinds.end(), kind) != filters.kinds.end();
}

void filter_each(const IndexView& index, const Filters& filters, const DocumentFacts& facts,
                 DocumentSet& set) {
    OwnerPass owners(index, filters, facts);
    const bool by_owner = !filters.levels.empty() || filters.open_now || filters.has_offer;
    for (DocumentId document = 0; document < index.document_count(); ++document) {
        const bool passes =
            is_kind_wanted(filters, index.kind_of(document)) &&
            (filters.category.empty() || has_category(index.category_of(document), filters.category)) &&
            (!by_owner || owners.pass(document));
        if (!passes) remove(set, document);
    }
}

}  // namespace

DocumentSet allowed_documents(const IndexView& index, const Filters& filters, const DocumentFacts& facts,
                              core::Instant at, std::span<const DocumentId> excluded) {
    const bool filtered = !filters.levels.empty() || !filters.category.empty() || filters.open_now ||
                          filters.has_offer || !filters.kinds.empty();
    const auto dated = index.dated_documents();
    if (!filtered && dated.empty() && excluded.empty()) return {};
    DocumentSet set = everything(index.document_count());
    if (filtered) filter_each(index, filters, facts, set);
    for (const DocumentId document : dated) {
        if (is_dated_out(index, document, at)) remove(set, document);
    }
    for (const DocumentId document : excluded) remove(set, document);
    return set;
}

}  // namespace mallctl::search
