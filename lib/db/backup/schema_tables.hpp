// The tables of the schema as the server describes them.
#pragma once

#include <string>
#include <vector>

#include "db/connection.hpp"
#include "db/kind_columns.hpp"

namespace mallctl::db {

// Every table of schema mallctl, by name.
std::vector<std::string> schema_tables(Work& work);

// Its columns by name, without those that the server computes.
std::vector<std::string> stored_columns(Work& work, const std::string& table);

// As SQL writes it: mallctl."lease".
std::string quoted_table(const std::string& name);

}  // namespace mallctl::db
