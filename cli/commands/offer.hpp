// mallctl offer: offers published, ended and redeemed.
#pragma once

#include <vector>

#include "cli/verb.hpp"

namespace mallctl::cli {

std::vector<Verb> declare_offer(CLI::App& root);

}  // namespace mallctl::cli
