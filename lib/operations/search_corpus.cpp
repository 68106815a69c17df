#include "operations/search_corpus.hpp"

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "catalog/target.hpp"
#include "db/catalog_reader.hpp"
#include "db/former_slugs.hpp"
#include "db/mall_repository.hpp"
#include "db/plan_finds.hpp"
#include "operations/find_mall.hpp"

namespace mallctl::operations {

namespace {

using search::Document;
using search::DocumentKind;

// The values of one row by the position of their field in the query.
class Values {
  public:
    explicit Values(const db::StoredRow& row) : row_(row) {}

    std::string text(std::size_t field) const {
        const auto* value = std::get_if<std::string>(&row_.values[field]);
        return value == nullptr ? std::string() : *value;
    }
    core::Names names(std::size_t field) const {
        const auto* value = std::get_if<core::Names>(&row_.values[field]);
        return value == nullptr ? core::Names() : *value;
    }
    std::vector<std::string> texts(std::size_t field) const {
        const auto* value = std::get_if<std::vector<std::string>>(&row_.values[field]);
        return value == nullptr ? std::vector<std::string>() : *value;
    }
    std::optional<core::Instant> instant(std::size_t field) const {
        const auto* value = std::get_if<core::Instant>(&row_.values[field]);
        return value == nullptr ? std::nullopt : std::optional(*value);
    }
    bool flag(std::size_t field) const {
        const auto* value = std::get_if<bool>(&row_.values[field]);
        return value != nullptr && *value;
    }

  private:
    const db::StoredRow& row_;
};

class Reader {
  public:
    Reader(db::Transaction& transaction, search::Corpus& corpus)
        : transaction_(transaction), corpus_(corpus) {}

    void read() {
        read_rules();
        read_stores();
        read_finds();
        read_locations();
        read_offers();
        read_products();
        read_synonyms();
        for (const auto& rule : rules_) resolve(rule);
    }

  private:
    struct Known {
        std::unordered_map<std::string, core::Uuid> slugs;
        db::FormerSlugs former;
    };

    template <class Take>
    void each(const char* kind, std::vector<std::string> fields, const Take& take) {
        db::RowQuery query;
        query.fields = std::move(fields);
        db::CatalogReader reader(transaction_, *catalog::find_kind(kind), query);
        db::StoredRow row;
        while (reader.next(row)) take(row, Values(row));
    }

    Document& add(DocumentKind kind, const std::string& slug, core::Names names) {
        Document& document = corpus_.documents.emplace_back();
        document.kind = kind;
        document.slug = slug;
        document.names = std::move(names);
        return document;
    }

    void read_stores() {
        each("store", {"name", "aliases", "brand", "category", "tags"},
             [&](const db::StoredRow& row, const Values& values) {
                 Document& store = add(DocumentKind::store, row.slug, values.names(0));
                 store.aliases = values.texts(1);
                 store.brand = values.text(2);
                 store.category = values.text(3);
                 store.tags = values.texts(4);
                 note("store", row);
             });
    }

    void read_finds() {
        for (auto& find : db::plan_finds(transaction_))
            add(DocumentKind::amenity, core::to_string(find.id), std::move(find.names)).category =
                std::move(find.category);
    }

    void read_locations() {
        each("location", {"name", "location_kind"}, [&](const db::StoredRow& row, const Values& values) {
            add(DocumentKind::location, row.slug, values.names(0)).tags = {values.text(1)};
            note("location", row);
        });
    }

    void read_offers() {
        each("offer", {"name", "store", "product", "from", "to", "draft"},
             [&](const db::StoredRow& row, const Values& values) {
                 if (values.flag(5)) return;
                 Document& offer = add(DocumentKind::offer, row.slug, values.names(0));
                 offer.store = values.text(1);
                 offer.from = values.instant(3);
                 offer.to = values.instant(4);
                 if (offer.store.empty() && !values.text(2).empty())
                     product_of_.emplace(values.text(2), corpus_.documents.size() - 1);
                 note("offer", row);
             });
    }

    void read_products() {
        each("product", {"name", "store", "category", "brand", "tags"},
             [&](const db::StoredRow& row, const Values& values) {
                 const auto [first, last] = product_of_.equal_range(row.slug);
                 for (auto it = first; it != last; ++it) corpus_.documents[it->second].store = values.text(1);
                 Document& product = add(DocumentKind::product, row.slug, values.names(0));
                 product.store = values.text(1);
                 product.category = values.text(2);
                 product.brand = values.text(3);
                 product.tags = values.texts(4);
                 note("product", row);
             });
    }

    void read_synonyms() {
        each("synonym", {"words"}, [&](const db::StoredRow& row, const Values& values) {
            corpus_.synonyms.push_back({row.slug, values.texts(0)});
        });
    }

    // What a pin or an exclusion says, before it is known what its targets are.
    struct Rule {
        bool pin = false;
        std::string query;
        std::vector<std::string> targets;
    };

    void read_rules() {
        each("pin", {"query", "targets"}, [&](const db::StoredRow&, const Values& values) {
            rules_.push_back({true, values.text(0), values.texts(1)});
        });
        each("exclusion", {"query", "target"}, [&](const db::StoredRow&, const Values& values) {
            rules_.push_back({false, values.text(0), {values.text(1)}});
        });
    }

    void resolve(const Rule& rule) {
        std::vector<search::Pin::Target> targets;
        for (const auto& text : rule.targets) {
            if (auto target = target_of(text)) targets.push_back(std::move(*target));
        }
        if (targets.empty()) return;
        if (rule.pin) {
            corpus_.pins.push_back({rule.query, std::move(targets)});
        } else {
            corpus_.exclusions.push_back({rule.query, targets.front().kind, targets.front().slug});
        }
    }

    // What a target names, if it is there: what it is called now.
    std::optional<search::Pin::Target> target_of(const std::string& text) {
        static const std::map<std::string, DocumentKind> kinds = {{"store", DocumentKind::store},
                                                                  {"product", DocumentKind::product},
                                                                  {"offer", DocumentKind::offer},
                                                                  {"location", DocumentKind::location}};
        const auto colon = text.find(':');
        const auto kind = kinds.find(text.substr(0, colon));
        if (colon == std::string::npos || kind == kinds.end()) return std::nullopt;
        const std::string slug = text.substr(colon + 1);
        const Known& known = known_of(kind->first);
        if (known.slugs.contains(slug)) return search::Pin::Target{kind->second, slug};
        const auto former = known.former.find(slug);
        if (former == known.former.end()) return std::nullopt;
        for (const auto& [now, id] : known.slugs) {
            if (id == former->second) return search::Pin::Target{kind->second, now};
        }
        return std::nullopt;
    }

    const Known& known_of(const std::string& kind) {
        const auto [it, is_new] = known_.try_emplace(kind);
        if (!is_new) return it->second;
        it->second.former = db::former_slugs(transaction_, *catalog::find_kind(kind));
        it->second.slugs = std::move(noted_[kind]);
        return it->second;
    }

    // What rules may name; most malls have none.
    void note(const char* kind, const db::StoredRow& row) {
        if (!rules_.empty()) noted_[kind].emplace(row.slug, row.id);
    }

    db::Transaction& transaction_;
    search::Corpus& corpus_;
    std::vector<Rule> rules_;
    std::unordered_multimap<std::string, std::size_t> product_of_;  // offers that name a product alone
    std::map<std::string, std::unordered_map<std::string, core::Uuid>> noted_;
    std::map<std::string, Known> known_;
};

}  // namespace

search::Corpus search_corpus(db::Transaction& transaction, const catalog::Mall& mall) {
    search::Corpus corpus;
    corpus.locales = mall.locales;
    Reader(transaction, corpus).read();
    return corpus;
}

search::Corpus search_corpus(db::Session& session, const std::string& mall_slug) {
    const auto mall = find_mall(session, mall_slug);
    db::Transaction transaction(session, mall.id, db::Transaction::Mode::read);
    return search_corpus(transaction, db::MallRepository(transaction).current().value_or(mall));
}

}  // namespace mallctl::operations
