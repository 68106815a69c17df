// What a saved change set says of the rows that it changes, laid beside those that are stored: whether they
// still are what they were, or already are what they are to become.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/diagnostic.hpp"
#include "db/catalog/catalog_work.hpp"
#include "db/copy_rows.hpp"
#include "db/expected_row.hpp"

namespace mallctl::db {

// pg_temp.expected, to the end of the transaction, and its columns in the order of COPY.
std::string create_expected();
const std::vector<std::string>& expected_columns();
void stage_expected(CopyRows& out, const ExpectedRow& row);

// To be called when all are staged, before what follows.
void index_expected(Work& work);

// M076, by kind and line, at most `most`: a row that is not as it was, has gone, or is there already. A
// reference in a `before` may be by the slug that an expected row gives to what it refers to: so the audit
// log has it of rows that change together. `file`: of the findings.
core::Diagnostics check_expected(CatalogWork& catalog, const std::string& file, std::size_t most);

// True where there are expected rows, and every one of them is as it is to be.
bool is_as_intended(CatalogWork& catalog);

// Dooms (db/catalog/removals.hpp) the rows that are to go.
void doom_expected(CatalogWork& catalog);

}  // namespace mallctl::db
