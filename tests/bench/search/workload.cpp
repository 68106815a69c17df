#include "tests/bench/search/workload.hpp"

#include <algorithm>
#include <fstream>
#include <stdexcept>
#include <string_view>

#include "search/text/fold.hpp"
#include "search/text/utf8.hpp"

namespace mallctl::bench {

namespace {

namespace fs = std::filesystem;

std::vector<std::string> split(std::string_view text, char mark) {
    std::vector<std::string> parts;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(mark, begin), text.size());
        parts.emplace_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

std::vector<std::string> texts_of(const std::string& cell) {
    return cell.empty() ? std::vector<std::string>{} : split(cell, '|');
}

// The rows after the heading, which must be this one.
std::vector<std::vector<std::string>> read_rows(const fs::path& path, const std::string& heading) {
    std::ifstream file(path);
    std::string line;
    if (!std::getline(file, line) || line != heading)
        throw std::runtime_error("cannot read " + path.string());
    const std::size_t columns = split(heading, '\t').size();
    std::vector<std::vector<std::string>> rows;
    while (std::getline(file, line)) {
        rows.push_back(split(line, '\t'));
        if (rows.back().size() != columns) throw std::runtime_error("columns are missing in " + line);
    }
    return rows;
}

search::DocumentKind kind_named(const std::string& name) {
    if (name == "store") return search::DocumentKind::store;
    if (name == "product") return search::DocumentKind::product;
    throw std::runtime_error("no kind " + name);
}

search::Document document_of(const std::vector<std::string>& row, bool popularity) {
    search::Document document;
    document.slug = row[0];
    document.kind = kind_named(row[1]);
    document.names = {{"", row[2]}};
    document.aliases = texts_of(row[3]);
    document.brand = row[4];
    document.category = row[5];
    document.tags = texts_of(row[6]);
    document.store = row[7];
    if (popularity) document.popularity = std::stod(row[8]);
    return document;
}

std::string folded_words(const search::FoldTable& table, std::string_view text) {
    const search::Folded folded = table.fold(text);
    std::string words;
    for (const search::Word& word : folded.words) {
        if (!words.empty()) words += ' ';
        words +=
            search::to_utf8(std::u32string_view(folded.letters).substr(word.first, word.end - word.first));
    }
    return words;
}

std::string folded_cell(const search::FoldTable& table, const std::vector<std::string>& texts) {
    std::string cell;
    for (const std::string& text : texts) {
        if (!cell.empty()) cell += '|';
        cell += folded_words(table, text);
    }
    return cell;
}

}  // namespace

Workload read_workload(const fs::path& folder, bool popularity) {
    Workload workload;
    for (const auto& row : read_rows(folder / "documents.tsv",
                                     "id\tkind\tname\taliases\tbrand\tcategory\ttags\tstore\tpopularity")) {
        workload.corpus.documents.push_back(document_of(row, popularity));
    }
    for (const auto& row : read_rows(folder / "queries.tsv", "qid\tquery")) {
        workload.queries.push_back({row[0], row[1]});
    }
    return workload;
}

void write_folded(const fs::path& folder, const Workload& workload) {
    const std::vector<std::byte> bytes = search::make_fold_table();
    const search::FoldTable table(bytes);
    std::ofstream documents(folder / "documents.folded.tsv");
    documents << "id\tname\taliases\ttags\n";
    for (const search::Document& document : workload.corpus.documents) {
        documents << document.slug << '\t' << folded_words(table, document.names.at("")) << '\t'
                  << folded_cell(table, document.aliases) << '\t' << folded_cell(table, document.tags)
                  << '\n';
    }
    std::ofstream queries(folder / "queries.folded.tsv");
    queries << "qid\tquery\n";
    for (const AskedQuery& query : workload.queries) {
        queries << query.id << '\t' << folded_words(table, query.text) << '\n';
    }
    if (!documents.flush() || !queries.flush())
        throw std::runtime_error("cannot write to " + folder.string());
}

}  // namespace mallctl::bench
