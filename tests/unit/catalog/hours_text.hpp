// Opening hours in words, for tests that compare.
#pragma once

#include <string>
#include <vector>

namespace mallctl::test {

// "open until 2026-03-29T00:00:00Z", "closed", ... `holidays` as "2026-12-25".
std::string state(const std::string& hours, const std::string& at, const std::string& zone = "Europe/Berlin",
                  const std::vector<std::string>& holidays = {});

// The column at which the text is refused, 0 when it is accepted. Checks the form of the refusal.
int refused_at(const std::string& hours);

// The message and the advice of the refusal; "accepted".
std::string why_refused(const std::string& hours);

}  // namespace mallctl::test
