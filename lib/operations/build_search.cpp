#include "operations/build_search.hpp"

#include <fmt/format.h>

#include "core/digest.hpp"
#include "db/mall_repository.hpp"
#include "db/version_repository.hpp"
#include "operations/search_corpus.hpp"
#include "search/artifact/format.hpp"
#include "search/build.hpp"
#include "search/index.hpp"

namespace mallctl::operations {

namespace {

std::optional<std::string> current_search_input(db::Transaction& transaction) {
    static const std::vector<std::string> kinds = [] {
        std::vector<std::string> all = searched_kinds();
        all.insert(all.end(), {"amenity", "connector", "plan"});
        return all;
    }();
    const auto mall = db::MallRepository(transaction).current();
    if (!mall) return std::nullopt;
    return core::sha256_hex(fmt::format("search {} {} {}", search::format::layout.version,
                                        fmt::join(mall->locales, ";"),
                                        db::VersionRepository(transaction).newest_of(kinds)));
}

void check_index(std::span<const std::byte> bytes) {
    search::Index(bytes).verify();
}

}  // namespace

const ArtifactKind& search_kind() {
    static const ArtifactKind kind{"search", "search index", current_search_input, check_index};
    return kind;
}

const std::vector<std::string>& searched_kinds() {
    static const std::vector<std::string> kinds = {"location", "store", "product",  "offer",
                                                   "synonym",  "pin",   "exclusion"};
    return kinds;
}

BuildReport build_search(db::Session& session, const std::string& mall_slug, const BuildOptions& options) {
    const auto read = [](db::Transaction& transaction, const catalog::Mall& mall) -> Builder {
        return [corpus = search_corpus(transaction, mall)](std::span<const std::byte> previous,
                                                           BuildReport& report) {
            search::BuildResult built = search::build_index(corpus, previous);
            report.parts_built = built.documents - built.reused;
            report.parts_reused = built.reused;
            return std::move(built.bytes);
        };
    };
    return build_artifact(session, mall_slug, search_kind(), read, options.lock_timeout, options.stop);
}

}  // namespace mallctl::operations
