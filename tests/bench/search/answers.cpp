#include "tests/bench/search/answers.hpp"

#include <fstream>
#include <map>
#include <stdexcept>

#include "search/text/fold.hpp"

namespace mallctl::bench {

namespace {

core::MappedFile written(const std::filesystem::path& path, std::span<const std::byte> bytes) {
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    if (!out.flush()) throw std::runtime_error("cannot write " + path.string());
    auto file = core::MappedFile::open(path);
    if (!file) throw std::runtime_error("cannot map " + path.string());
    return std::move(*file);
}

}  // namespace

OpenIndex::OpenIndex(const std::filesystem::path& path, std::span<const std::byte> bytes)
    : file_(written(path, bytes)), index_(file_.bytes()) {
    index_.verify();
}

Given answer(const search::Index& index, const std::string& text, bool count_all) {
    search::Query query;
    query.text = text;
    query.count_all = count_all;
    const search::Answer answer = index.search(query);
    Given given;
    for (const search::Hit& hit : answer.hits) given.slugs.push_back(hit.slug);
    given.found = answer.verdict.found;
    return given;
}

std::vector<Given> answer_all(const search::Index& index, const std::vector<AskedQuery>& queries,
                              bool count_all) {
    std::vector<Given> all;
    for (const AskedQuery& query : queries) all.push_back(answer(index, query.text, count_all));
    return all;
}

std::vector<std::string> names_not_first(const search::Index& index, const search::Corpus& corpus) {
    const std::vector<std::byte> table_bytes = search::make_fold_table();
    const search::FoldTable table(table_bytes);
    std::map<std::u32string, std::vector<const search::Document*>> by_letters;
    for (const search::Document& document : corpus.documents) {
        by_letters[table.fold(document.names.at("")).letters].push_back(&document);
    }
    std::vector<std::string> wrong;
    for (const auto& [letters, documents] : by_letters) {
        if (documents.size() > 1 || letters.empty()) continue;
        const search::Document& document = *documents.front();
        const Given given = answer(index, document.names.at(""));
        if (!given.slugs.empty() && given.slugs.front() == document.slug) continue;
        wrong.push_back(document.names.at("") + ": " +
                        (given.slugs.empty() ? "nothing" : given.slugs.front()));
    }
    return wrong;
}

}  // namespace mallctl::bench
