#include "db/endpoint.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "core/error.hpp"

namespace mallctl::test {

using Catch::Matchers::Contains;

TEST_CASE("an endpoint's label names server and database, never the password") {
    CHECK(db::endpoint_of_url("postgresql://ann:s3cret@db.example:6543/mall").label ==
          "db.example:6543/mall");
    CHECK(db::endpoint_of_url("host=db.example dbname=mall password=s3cret").label == "db.example/mall");
    // An '@' in a password should be written %40; where it is not, libpq takes what follows for the host.
    CHECK(db::endpoint_of_url("postgresql://ann:s3@cret@db.example/mall").label == "db.example/mall");
    CHECK(db::endpoint_of_url("postgresql:///mall?host=%2Frun%2Fpg").label == "/run/pg/mall");
    CHECK(db::endpoint_of_url("dbname=mall").label == "local server/mall");
}

TEST_CASE("a text that libpq does not understand is a usage error that does not quote it") {
    for (const std::string text : {"postgresql://ann:s3cret@db.example:6543/mall?colour=s3cret", "s3cret", "",
                                   "host='s3cret", "postgresql://ann:s3cret@[::1/mall"}) {
        CAPTURE(text);
        try {
            db::endpoint_of_url(text);
            FAIL("understood");
        } catch (const core::Error& error) {
            CHECK(error.fault() == core::Fault::usage);
            CHECK_THAT(error.what(), !Contains("s3cret"));
            CHECK_THAT(error.advice(), !Contains("s3cret"));
        }
    }
}

TEST_CASE("a connection can be handed over in the environment") {
    const auto environment =
        db::libpq_environment("postgresql://ann:s3cret@db.example:6543/mall?sslmode=require");
    CHECK(environment.at("PGUSER") == "ann");
    CHECK(environment.at("PGPASSWORD") == "s3cret");
    CHECK(environment.at("PGHOST") == "db.example");
    CHECK(environment.at("PGPORT") == "6543");
    CHECK(environment.at("PGDATABASE") == "mall");
    CHECK(environment.at("PGSSLMODE") == "require");
}

}  // namespace mallctl::test
