// An index opened as programs open it, and what it answers to all queries of a workload.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/mapped_file.hpp"
#include "search/index.hpp"
#include "tests/bench/search/workload.hpp"

namespace mallctl::bench {

// An artifact in a file, mapped.
class OpenIndex {
  public:
    OpenIndex(const std::filesystem::path& path, std::span<const std::byte> bytes);
    const search::Index& index() const { return index_; }

  private:
    core::MappedFile file_;
    search::Index index_;
};

struct Given {
    std::vector<std::string> slugs;  // of the hits, best first
    bool found = false;              // what the verdict says
    bool operator==(const Given&) const = default;
};

Given answer(const search::Index& index, const std::string& text, bool count_all = false);
std::vector<Given> answer_all(const search::Index& index, const std::vector<AskedQuery>& queries,
                              bool count_all = false);

// The documents whose name, typed as it is, does not put them first although no other document has a name of
// the same folded letters; each as "name: what came first".
std::vector<std::string> names_not_first(const search::Index& index, const search::Corpus& corpus);

}  // namespace mallctl::bench
