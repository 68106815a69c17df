// What the doctor asks the database.
#pragma once

#include <vector>

#include "operations/doctor.hpp"

namespace mallctl::operations {

// D002 to D006, D008 and D009 of a database that answers. Throws core::Error when it stops answering.
std::vector<HealthLine> examine_database(const db::Endpoint& endpoint);

}  // namespace mallctl::operations
