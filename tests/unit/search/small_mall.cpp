#include "tests/unit/search/small_mall.hpp"

namespace mallctl::test {

search::Document make_store(std::string slug, std::string name, std::string category,
                            std::vector<std::string> tags, std::vector<std::string> aliases) {
    search::Document store;
    store.slug = std::move(slug);
    store.names = {{"en", std::move(name)}};
    store.category = std::move(category);
    store.tags = std::move(tags);
    store.aliases = std::move(aliases);
    return store;
}

SmallMall::SmallMall(std::vector<search::Document> documents, std::vector<search::Synonyms> synonyms) {
    search::Corpus corpus;
    corpus.documents = std::move(documents);
    corpus.synonyms = std::move(synonyms);
    corpus.locales = {"en"};
    bytes_ = search::build_index(corpus).bytes;
    index_ = std::make_unique<search::Index>(bytes_);
}

search::Answer SmallMall::ask(std::string text, std::size_t limit) const {
    search::Query query;
    query.text = std::move(text);
    query.limit = limit;
    return index_->search(query);
}

std::string SmallMall::hits(std::string text, std::size_t limit) const {
    std::string slugs;
    for (const search::Hit& hit : ask(std::move(text), limit).hits) {
        slugs += (slugs.empty() ? "" : " ") + hit.slug;
    }
    return slugs;
}

search::Matcher::DocumentMatch SmallMall::match(std::string_view text, std::string_view slug) const {
    const search::FoldTable table(view().fold_table());
    const search::Folded folded = table.fold(text);
    const search::QueryText query = search::query_text(view().dictionary(), folded);
    search::Matcher matcher(view(), query);
    return matcher.match(index_->find(search::DocumentKind::store, slug).value());
}

}  // namespace mallctl::test
