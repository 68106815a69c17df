#include "cli/line_batch.hpp"

#include <algorithm>
#include <fstream>
#include <istream>
#include <ostream>

#include "cli/context.hpp"
#include "cli/exit_code.hpp"
#include "core/error.hpp"

namespace mallctl::cli {

namespace {

// As getline, but what is over the limit is read and left out: the line is then one byte too long.
bool next_line(std::istream& in, std::size_t longest, std::string& line) {
    line.clear();
    auto* const buffer = in.rdbuf();
    for (int c = buffer->sbumpc();; c = buffer->sbumpc()) {
        if (c == std::char_traits<char>::eof()) return !line.empty();
        if (c == '\n') return true;
        if (line.size() <= longest) line += static_cast<char>(c);
    }
}

bool is_empty(const std::string& line) {
    return line.find_first_not_of(" \t\r") == std::string::npos;
}

int answer_lines(std::istream& in, std::ostream& out, std::size_t longest, const AnswerLine& answer_line) {
    int worst = exit_done;
    std::string line;
    for (std::size_t number = 1; out && next_line(in, longest, line); ++number) {
        if (is_empty(line)) continue;
        const auto answer = answer_line(number, line);
        if (answer.fault) worst = std::max(worst, exit_code(*answer.fault));
        out << answer.json << '\n';
        // Who asks line by line over a pipe waits for the answer before the next question.
        if (in.rdbuf()->in_avail() <= 0) out << std::flush;
    }
    return worst;
}

}  // namespace

int run_line_batch(Context& context, const std::string& file, std::size_t longest, const AnswerLine& answer) {
    std::ifstream opened;
    if (file != "-") {
        opened.open(file, std::ios::binary);
        // A directory opens, and only then cannot be read.
        if (!opened || (opened.peek(), opened.bad())) {
            throw core::Error(core::Fault::failed, "cannot read " + file,
                              "give --batch a file with a query a line, or - for standard input");
        }
        opened.clear();
    }
    std::istream& in = file == "-" ? context.streams.in : opened;
    int worst = exit_done;
    context.write_stream([&](std::string_view, std::ostream& out) {
        worst = std::max(worst, answer_lines(in, out, longest, answer));
    });
    return worst;
}

}  // namespace mallctl::cli
