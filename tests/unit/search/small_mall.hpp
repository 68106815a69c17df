// A mall of some stores, built and opened, to ask questions of.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "search/build.hpp"
#include "search/index.hpp"

namespace mallctl::test {

search::Document make_store(std::string slug, std::string name, std::string category = {},
                            std::vector<std::string> tags = {}, std::vector<std::string> aliases = {});

class SmallMall {
  public:
    explicit SmallMall(std::vector<search::Document> documents, std::vector<search::Synonyms> synonyms = {});

    const search::Index& index() const { return *index_; }
    const search::IndexView& view() const { return index_->view(); }
    search::Answer ask(std::string text, std::size_t limit = 10) const;
    // The slugs of the hits, with spaces between.
    std::string hits(std::string text, std::size_t limit = 10) const;
    // How the store of a slug answers a text.
    search::Matcher::DocumentMatch match(std::string_view text, std::string_view slug) const;
    int cost(std::string_view text, std::string_view slug) const { return match(text, slug).best.cost; }

  private:
    std::vector<std::byte> bytes_;
    std::unique_ptr<search::Index> index_;
};

}  // namespace mallctl::test
