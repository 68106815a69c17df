#include <unistd.h>

#include <iostream>
#include <string>
#include <vector>

#include "cli/interrupt.hpp"
#include "cli/run.hpp"

int main(int argc, char** argv) {
    std::ios::sync_with_stdio(false);
    mallctl::cli::exit_on_signals();
    mallctl::cli::Streams streams{std::cin,
                                  std::cout,
                                  std::cerr,
                                  ::isatty(STDIN_FILENO) == 1,
                                  ::isatty(STDOUT_FILENO) == 1,
                                  ::isatty(STDERR_FILENO) == 1};
    return mallctl::cli::run(std::vector<std::string>(argv + 1, argv + argc), streams);
}
