// A mall with a row in every table of the schema.
#pragma once

#include <string>

#include "core/uuid.hpp"
#include "tests/support/database.hpp"

namespace mallctl::test {

core::Uuid make_full_mall(const TestDatabase& database, const std::string& slug);

}  // namespace mallctl::test
