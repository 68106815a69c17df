// The main of a target in an ordinary build: every file of a folder, then inputs near them. Without libFuzzer
// it explores little; it keeps the targets building and what was once found mended.
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/fuzz/fuzz.hpp"
#include "tests/fuzz/mutate.hpp"
#include "tests/support/paths.hpp"

namespace fs = std::filesystem;

namespace {

constexpr unsigned longest_s = 20;  // for one input; milliseconds are usual, sanitizers and load slow it

constexpr const char* culprit_file = "fuzz-culprit";
const std::string* culprit = nullptr;

// Only what a signal handler may call (POSIX.1-2017, XSH 2.4.3).
void keep_culprit(int number) {
    const int file = open(culprit_file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file >= 0 && culprit != nullptr && write(file, culprit->data(), culprit->size()) >= 0) {
        constexpr std::string_view note = "fuzz: the input is kept in the file fuzz-culprit\n";
        [[maybe_unused]] const ssize_t written = write(STDERR_FILENO, note.data(), note.size());
    }
    std::signal(number, SIG_DFL);
    std::raise(number);
}

void run_one(const std::string& input) {
    culprit = &input;
    alarm(longest_s);
    // A copy without spare capacity, so that AddressSanitizer sees a read beyond the end.
    const std::vector<std::uint8_t> bytes(input.begin(), input.end());
    LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
    alarm(0);
    culprit = nullptr;
}

std::vector<std::string> read_corpus(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder)) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    std::vector<std::string> inputs;
    for (const fs::path& file : files) inputs.push_back(mallctl::test::read_file(file));
    if (inputs.empty()) throw std::runtime_error("no files in " + folder.string());
    return inputs;
}

int replay(const fs::path& path, std::size_t mutations) {
    if (fs::is_regular_file(path)) {
        run_one(mallctl::test::read_file(path));
        return 0;
    }
    const std::vector<std::string> corpus = read_corpus(path);
    run_one("");
    for (const std::string& input : corpus) run_one(input);
    mallctl::fuzz::Mutator mutator(corpus);
    for (std::size_t i = 0; i < mutations; ++i) run_one(mutator.next());
    fmt::print("{} files of {} and {} inputs near them\n", corpus.size(), path.string(), mutations);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    std::size_t mutations = 0;
    if (arguments.size() == 2) {
        const std::string& text = arguments[1];
        std::from_chars(text.data(), text.data() + text.size(), mutations);
    }
    if (arguments.empty() || arguments.size() > 2) {
        fmt::print(stderr, "usage: {} FILE|FOLDER [MUTATIONS]\n", argv[0]);
        return 2;
    }
    for (const int number : {SIGABRT, SIGSEGV, SIGFPE, SIGALRM}) std::signal(number, keep_culprit);
    return replay(arguments[0], mutations);
}
