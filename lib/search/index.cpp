#include "search/index.hpp"

#include <mutex>
#include <optional>

#include "search/query/search.hpp"

namespace mallctl::search {

struct Index::Impl {
    explicit Impl(std::span<const std::byte> bytes) : view(bytes) {}

    // Verifies the bytes the first time; a failure is told again each time.
    const FoldTable& verified() const {
        std::call_once(once, [this] {
            view.verify();
            table.emplace(view.fold_table());
        });
        return *table;
    }

    IndexView view;
    mutable std::once_flag once;
    mutable std::optional<FoldTable> table;
};

Index::Index(std::span<const std::byte> bytes) : impl_(std::make_unique<const Impl>(bytes)) {}
Index::~Index() = default;
Index::Index(Index&&) noexcept = default;
Index& Index::operator=(Index&&) noexcept = default;

void Index::verify() const {
    impl_->verified();
}

Answer Index::search(const Query& query) const {
    const FoldTable& table = impl_->verified();
    return search_index(impl_->view, table, query);
}

std::size_t Index::document_count() const {
    impl_->verified();
    return impl_->view.document_count();
}

const IndexView& Index::view() const {
    impl_->verified();
    return impl_->view;
}

// Documents of a kind are numbered by popularity before they are by slug, so each of its kind is looked at.
std::optional<DocumentId> Index::find(DocumentKind kind, std::string_view slug) const {
    const IndexView& index = view();
    for (DocumentId document = 0; document < index.document_count(); ++document) {
        if (index.kind_of(document) == kind && index.slug_of(document) == slug) return document;
    }
    return std::nullopt;
}

}  // namespace mallctl::search
