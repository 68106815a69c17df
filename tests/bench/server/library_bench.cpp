// library_bench DATABASE MALL QUESTIONS answers AT | time: what the server asks the library, without the
// server. QUESTIONS are lines "search TEXT", "near PLACE" and "route PLACE PLACE", with tabs. `answers`
// prints their JSON, as at an instant; `time` prints what a call takes of its thread's CPU time, in
// microseconds: the mean over the questions, the median of several rounds.
#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <exception>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "db/session.hpp"
#include "operations/near.hpp"
#include "operations/route_json.hpp"
#include "operations/search.hpp"
#include "operations/snapshot.hpp"

namespace {

using namespace mallctl;

using Question = std::vector<std::string>;

std::vector<Question> read_questions(const char* path) {
    std::ifstream file(path);
    std::vector<Question> questions;
    for (std::string line; std::getline(file, line);) {
        std::istringstream words(line);
        Question& question = questions.emplace_back();
        for (std::string word; std::getline(words, word, '\t');) question.push_back(word);
    }
    return questions;
}

// Keeps the compiler from leaving a call out.
std::size_t total = 0;

// The answer's JSON; "" where it is not wanted.
std::string ask(const operations::Snapshot& mall, const Question& question, core::Instant at, bool json) {
    if (question.at(0) == "near") {
        operations::NearRequest request;
        request.from = question.at(1);
        request.at = at;
        const auto answer = operations::near(mall, request);
        total += answer.hits.size();
        return json ? operations::to_json(answer) : std::string();
    }
    if (question.at(0) == "route") {
        operations::RouteRequest request;
        request.stops = {question.at(1), question.at(2)};
        request.language = "en";
        request.at = at;
        const auto answer = operations::route(mall, request);
        total += answer.instructions.size();
        return json ? operations::to_json(answer) : std::string();
    }
    operations::SearchRequest request;
    request.text = question.at(1);
    request.at = at;
    const auto answer = operations::search(mall, request);
    total += answer.hits.size();
    return json ? operations::to_compact_json(answer) : std::string();
}

double thread_seconds() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

double microseconds(const operations::Snapshot& mall, const std::vector<Question>& questions, bool json) {
    constexpr int rounds = 15;
    std::vector<double> means;
    for (int round = 0; round < rounds; ++round) {
        const double begin = thread_seconds();
        for (const Question& question : questions) total += ask(mall, question, core::now(), json).size();
        means.push_back((thread_seconds() - begin) / static_cast<double>(questions.size()) * 1e6);
    }
    std::nth_element(means.begin(), means.begin() + rounds / 2, means.end());
    return means[rounds / 2];
}

void print_times(const operations::Snapshot& mall, const std::vector<Question>& questions) {
    std::map<std::string, std::vector<Question>> kinds;
    for (const Question& question : questions) kinds[question.at(0)].push_back(question);
    std::string out;
    for (const auto& [kind, asked] : kinds) {
        microseconds(mall, asked, true);
        const double call = microseconds(mall, asked, false);
        out += fmt::format("{}\"{}\": {{\"call\": {:.3f}, \"with_json\": {:.3f}}}", out.empty() ? "" : ", ",
                           kind, call, microseconds(mall, asked, true));
    }
    std::cout << '{' << out << "}\n";
}

int run(int count, char** words) {
    db::Session session(db::endpoint_of_url(words[1]), "library_bench");
    const auto mall = operations::load_snapshot(session, words[2], operations::ArtifactCache(),
                                                operations::SnapshotParts::all);
    const auto questions = read_questions(words[3]);
    if (count == 6) {
        for (const Question& question : questions)
            std::cout << ask(*mall, question, core::parse_instant(words[5]), true) << '\n';
    } else {
        print_times(*mall, questions);
    }
    return total == 0 ? 1 : 0;
}

}  // namespace

int main(int count, char** words) {
    if (count != 5 && count != 6) {
        std::cerr << "usage: library_bench DATABASE MALL QUESTIONS answers AT | time\n";
        return 2;
    }
    try {
        return run(count, words);
    } catch (const std::exception& error) {
        std::cerr << "library_bench: " << error.what() << "\n";
        return 1;
    }
}
