// Turns what libpqxx throws into core::Error: the one door.
#pragma once

#include <string>

namespace mallctl::db {

// Call inside a catch block. Rethrows the exception in flight as a core::Error (a core::Error passes
// unchanged): core::UnexpectedError where what the database reports is none of what can be expected of it.
// `label` names the server.
[[noreturn]] void rethrow_as_error(const std::string& label);

// Why a connection could not be made, fit for a message: libpq's own words without the parts of `conninfo`
// that could be a password, and without a syntax complaint, which would quote it.
std::string connect_reason(const std::string& libpq_message, const std::string& conninfo);

}  // namespace mallctl::db
