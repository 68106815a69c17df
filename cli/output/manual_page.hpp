// Manual pages: prose from Markdown, options from the declaration of the command line.
#pragma once

#include <string>

#include "cli/command_tree.hpp"

namespace mallctl::cli {

// The page "% mallctl-VERB 1 ..." with what VERB takes put below its heading "# OPTIONS", for each of its
// verbs that takes something a part of its own; of "% mallctl 1 ..." the global options. What stands in that
// section stays, after it. Throws core::Error(failed) when the page has no such heading, or when there is no
// such verb.
std::string manual_page(const std::string& page, const Command& root);

}  // namespace mallctl::cli
