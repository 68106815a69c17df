// An index of a mall proved, then measured. See README.md beside the folder.
//
// search_bench fold FOLDER                      writes the texts folded, for the peers
// search_bench measure FOLDER [--without-popularity] [--brief]
//     writes FOLDER/ours.tsv (or ours-unranked.tsv): the hits and times of each query; prints sizes and times
//     as one JSON object. --brief leaves keystrokes, hostile texts and rebuilding out. Times are of ten hits,
//     without counts of all that match.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string_view>

#include "search/build.hpp"
#include "tests/bench/search/answers.hpp"
#include "tests/bench/search/measure.hpp"
#include "tests/bench/search/workload.hpp"
#include "tests/support/hostile_texts.hpp"

namespace {

using namespace mallctl;
namespace fs = std::filesystem;
using Bytes = std::vector<std::byte>;

struct WrongAnswer : std::runtime_error {
    using std::runtime_error::runtime_error;
};

void prove(bool holds, const std::string& claim) {
    if (!holds) throw WrongAnswer(claim + "; no figure for a wrong answer");
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

struct BuildTimes {
    std::vector<double> wall_s;
    std::vector<double> cpu_s;
};

template <typename Build>
Bytes timed(BuildTimes& times, Build&& build) {
    Bytes bytes;
    const auto begin = std::chrono::steady_clock::now();
    times.cpu_s.push_back(bench::cpu_seconds([&] { bytes = build(); }));
    const auto end = std::chrono::steady_clock::now();
    times.wall_s.push_back(std::chrono::duration<double>(end - begin).count());
    return bytes;
}

// The corpus with its parts in another order and, where asked for, one store named otherwise.
search::Corpus turned(search::Corpus corpus) {
    std::reverse(corpus.documents.begin(), corpus.documents.end());
    return corpus;
}

search::Corpus with_one_renamed(search::Corpus corpus) {
    search::Document& document = corpus.documents[corpus.documents.size() / 20];
    document.names[""] += " Vestibule";
    return corpus;
}

void prove_rebuilds(const search::Corpus& corpus, const search::Corpus& changed, const Bytes& bytes) {
    const Bytes rebuilt = search::build_index(changed, bytes).bytes;
    prove(rebuilt == search::build_index(changed).bytes, "a rebuilt index is another than one built anew");
    prove(search::build_index(corpus, rebuilt).bytes == bytes, "an index rebuilt back is another one");
    prove(search::build_index(turned(corpus)).bytes == bytes, "the order of the documents matters");
}

// A build and a rebuild after each other, so that both meet the same machine: what part of the time of a
// build a rebuild takes is the median over such pairs. What was proved before has warmed both up.
void time_rebuilds(const search::Corpus& corpus, const search::Corpus& changed, const Bytes& bytes,
                   nlohmann::json& figures) {
    constexpr int pairs = 15;
    BuildTimes full;
    BuildTimes again;
    std::vector<double> parts;
    for (int pair = 0; pair < pairs; ++pair) {
        const Bytes built = timed(full, [&] { return search::build_index(corpus).bytes; });
        prove(built == bytes, "the same corpus gave other bytes");
        timed(again, [&] {
            auto result = search::build_index(changed, bytes);
            figures["reused"] = result.reused;
            return std::move(result.bytes);
        });
        parts.push_back(again.cpu_s.back() / full.cpu_s.back());
    }
    figures["rebuild_s"] = median(again.wall_s);
    figures["rebuild_cpu_s"] = median(again.cpu_s);
    figures["build_s"] = median(full.wall_s);
    figures["build_cpu_s"] = median(full.cpu_s);
    figures["rebuild_part"] = median(parts);
    figures["rebuild_part_least"] = *std::min_element(parts.begin(), parts.end());
    figures["rebuild_part_most"] = *std::max_element(parts.begin(), parts.end());
}

Bytes prove_and_time_builds(const search::Corpus& corpus, bool brief, nlohmann::json& figures) {
    Bytes bytes = search::build_index(corpus).bytes;
    figures["bytes"] = bytes.size();
    if (brief) return bytes;
    const search::Corpus changed = with_one_renamed(corpus);
    prove_rebuilds(corpus, changed, bytes);
    time_rebuilds(corpus, changed, bytes, figures);
    return bytes;
}

std::size_t count_other_firsts(const std::vector<bench::Given>& given,
                               const std::vector<bench::Given>& other) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < given.size(); ++i) {
        const auto first = [](const bench::Given& one) {
            return one.slugs.empty() ? std::string() : one.slugs[0];
        };
        if (first(given[i]) != first(other[i])) ++count;
    }
    return count;
}

std::vector<bench::Given> prove_answers(const search::Index& index, const bench::Workload& workload,
                                        bool brief, nlohmann::json& figures) {
    const std::vector<bench::Given> given = bench::answer_all(index, workload.queries);
    prove(given == bench::answer_all(index, workload.queries), "the same queries gave other answers");
    if (brief) return given;
    figures["counted_differ"] = count_other_firsts(given, bench::answer_all(index, workload.queries, true));
    const auto wrong = bench::names_not_first(index, workload.corpus);
    figures["names_not_first"] = wrong.size();
    for (std::size_t i = 0; i < std::min<std::size_t>(wrong.size(), 10); ++i) {
        std::cerr << "search_bench: a name does not find itself first: " << wrong[i] << '\n';
    }
    return given;
}

nlohmann::json spread(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const auto at = [&](double part) {
        return values[static_cast<std::size_t>(part * static_cast<double>(values.size() - 1))];
    };
    return {{"p50", at(0.5)}, {"p99", at(0.99)}, {"p100", values.back()}, {"count", values.size()}};
}

nlohmann::json spread(const bench::Times& times) {
    return {{"wall_us", spread(times.wall_us)}, {"cpu_us", spread(times.cpu_us)}};
}

// The hostile texts, and what is nearest to them of what people type: eight queries in one.
std::vector<std::string> texts_against(const std::vector<std::string>& queries) {
    std::vector<std::string> texts;
    for (auto& hostile : test::hostile_texts()) texts.push_back(std::move(hostile.text));
    for (std::size_t i = 0; i + 8 <= queries.size(); i += 8) {
        std::string all;
        for (std::size_t k = 0; k < 8; ++k) all += queries[i + k] + ' ';
        texts.push_back(all);
    }
    return texts;
}

void write_answers(const fs::path& path, const std::vector<bench::AskedQuery>& queries,
                   const std::vector<bench::Given>& given, const bench::Times& times) {
    std::ofstream file(path);
    file << "qid\twall_us\tcpu_us\tfound\tids\n";
    for (std::size_t i = 0; i < queries.size(); ++i) {
        file << queries[i].id << '\t' << times.wall_us[i] << '\t' << times.cpu_us[i] << '\t' << given[i].found
             << '\t';
        for (std::size_t k = 0; k < given[i].slugs.size(); ++k)
            file << (k > 0 ? "," : "") << given[i].slugs[k];
        file << '\n';
    }
    if (!file.flush()) throw std::runtime_error("cannot write " + path.string());
}

void measure(const fs::path& folder, bool popularity, bool brief) {
    constexpr int rounds = 3;
    const bench::Workload workload = bench::read_workload(folder, popularity);
    const std::string name = popularity ? "ours" : "ours-unranked";
    nlohmann::json figures;
    const Bytes bytes = prove_and_time_builds(workload.corpus, brief, figures);
    const bench::OpenIndex open(folder / (name + ".idx"), bytes);
    const search::Index& index = open.index();
    const auto given = prove_answers(index, workload, brief, figures);
    std::vector<std::string> texts;
    for (const bench::AskedQuery& query : workload.queries) texts.push_back(query.text);
    const bench::Times times = bench::time_queries(index, texts, rounds);
    figures["queries"] = spread(times);
    if (!brief) {
        figures["counted"] = spread(bench::time_queries(index, texts, rounds, true));
        figures["keystrokes"] = spread(bench::time_queries(index, bench::keystrokes(texts), 1));
        figures["hostile"] = spread(bench::time_queries(index, texts_against(texts), rounds));
    }
    write_answers(folder / (name + ".tsv"), workload.queries, given, times);
    std::cout << figures.dump() << '\n';
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string_view> words(argv + 1, argv + argc);
    const auto has = [&](std::string_view flag) {
        return std::find(words.begin(), words.end(), flag) != words.end();
    };
    if (words.size() < 2 || (words[0] != "fold" && words[0] != "measure")) {
        std::cerr << "usage: search_bench fold FOLDER | measure FOLDER [--without-popularity] [--brief]\n";
        return 2;
    }
    try {
        if (words[0] == "fold") {
            bench::write_folded(words[1], bench::read_workload(words[1], false));
        } else {
            measure(words[1], !has("--without-popularity"), has("--brief"));
        }
        return 0;
    } catch (const std::exception& error) {
        std::cerr << "search_bench: " << error.what() << '\n';
        return 1;
    }
}
