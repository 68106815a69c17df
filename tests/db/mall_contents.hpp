// What malls hold, written and read as the program does.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "catalog/model.hpp"
#include "catalog/row.hpp"
#include "db/catalog_writer.hpp"
#include "operations/apply.hpp"
#include "plan/model.hpp"

namespace mallctl::test {

// Applies a manifest that standard input holds; `kind` where it is CSV or has documents without one. Its mall
// is `mall`, where neither the text nor `options` say so. Refused rows go to the file `rejects`.
operations::WriteReport apply_text(db::Session& session, const std::string& mall, const std::string& text,
                                   operations::ApplyOptions options = {}, const std::string& kind = {},
                                   const std::filesystem::path& rejects = {});

// Writes rows as one version, and commits. Throws core::Error(rejected) with the findings where there are
// errors.
core::ChangeSummary write_rows(db::Session& session, const core::Uuid& mall,
                               const std::vector<catalog::Row>& rows, db::CatalogWriteOptions options = {});

// Rows that state all of their fields, as files would.
core::ChangeSummary put_catalog(db::Session& session, const core::Uuid& mall,
                                const catalog::Catalog& catalog);

// Writes a plan and the stores of its occupants as one version of this kind, and commits. Returns its number.
std::int64_t write_plan(db::Session& session, const core::Uuid& mall, const plan::Plan& plan,
                        const std::string& kind = "import");

catalog::Catalog stored_catalog(db::Session& session, const core::Uuid& mall);

// Nothing before the first import.
std::optional<plan::Plan> stored_plan(db::Session& session, const core::Uuid& mall);

}  // namespace mallctl::test
