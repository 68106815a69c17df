// A database of its own for every test.
#pragma once

#include <string>

#include "db/endpoint.hpp"

namespace mallctl::test {

// The first one in a test process starts a throw-away cluster and migrates a template database (some
// seconds); each is then a clone of that template under a random name, dropped on destruction together with
// its open connections. Independent of every other test, also of those that run at the same time in other
// processes.
class TestDatabase {
  public:
    TestDatabase();
    ~TestDatabase();
    TestDatabase(const TestDatabase&) = delete;
    TestDatabase& operator=(const TestDatabase&) = delete;

    // Connects as mallctl_app and mallctl_owner, as the private cluster does.
    db::Endpoint endpoint() const;

    // For --database and MALLCTL_DATABASE: a libpq URI of a role that may SET ROLE to every role of mallctl.
    std::string url() const;

    // A libpq URI of this database for any role of the cluster ("mallctl_reader").
    std::string url_as(const std::string& role) const;

    const std::string& name() const { return name_; }

  private:
    std::string name_;
};

}  // namespace mallctl::test
