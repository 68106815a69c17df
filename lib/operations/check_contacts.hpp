// What a plan says in texts that have a grammar of their own: languages, opening hours, phones, addresses.
#pragma once

#include "core/diagnostic.hpp"
#include "plan/model.hpp"

namespace mallctl::operations {

// Findings, all notes or warnings: P055 a name whose language is no BCP 47 tag (RFC 5646); P056 an occupant's
// opening hours that catalog::OpeningHours does not read, a phone number that is not international (ITU-T
// E.164: "+" and at most 15 digits, spaces and punctuation between them left out), a website that is no http
// or https address. By code, level and feature. O(n log n).
core::Diagnostics check_contacts(const plan::Plan& plan);

}  // namespace mallctl::operations
