// mallctl export: The mall as files for other programs and for paper.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/model.hpp"
#include "cli/verb.hpp"
#include "core/clock.hpp"
#include "db/session.hpp"

namespace CLI {
class Option;
}

namespace mallctl::cli {

std::vector<Verb> declare_export(CLI::App& root);

Verb declare_export_plan(CLI::App& parent);
Verb declare_export_qr(CLI::App& parent);
Verb declare_export_manifest(CLI::App& parent);
Verb declare_export_search(CLI::App& parent);
Verb declare_export_openapi(CLI::App& parent);
Verb declare_export_completion(CLI::App& parent);
Verb declare_export_man_page(CLI::App& parent);

// When the mall's version was committed: the time that files bear which demand one.
core::Instant committed_at(db::Session& session, const catalog::Mall& mall);

// Throws core::Error(usage) when this format, which is no text, would go to a terminal.
void refuse_on_terminal(Context& context, std::string_view format);

// An option of words apart by commas, which may be repeated.
CLI::Option* add_words(CLI::App* app, const std::string& name, std::vector<std::string>& values,
                       const std::string& text, const std::string& type);

}  // namespace mallctl::cli
