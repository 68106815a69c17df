#include "search/build/corpus_facts.hpp"

#include <cmath>
#include <string>
#include <tuple>

#include "search/build/content_hash.hpp"

namespace mallctl::search {

namespace {

std::uint64_t head_of(const std::string& slug) {
    std::uint64_t head = 0;
    for (std::size_t i = 0; i < 8; ++i) {
        head = head << 8 | (i < slug.size() ? static_cast<unsigned char>(slug[i]) : 0U);
    }
    return head;
}

double popularity_of(const Document& document) {
    return std::isfinite(document.popularity) && document.popularity > 0 ? document.popularity : 0;
}

}  // namespace

CorpusFacts facts_of(const Corpus& corpus, const std::array<std::uint64_t, 2>& hash_key) {
    CorpusFacts facts;
    facts.documents.reserve(corpus.documents.size());
    ContentHash hash(hash_key);
    const Document* before = nullptr;
    for (const Document& document : corpus.documents) {
        if (before != nullptr && facts.in_order) {
            facts.in_order = std::tie(before->kind, before->slug) < std::tie(document.kind, document.slug);
        }
        before = &document;
        facts.documents.push_back({head_of(document.slug), hash.of(document, corpus.locales),
                                   popularity_of(document), document.kind, !document.store.empty(),
                                   document.from || document.to});
    }
    return facts;
}

}  // namespace mallctl::search
