#include "db/masked_url.hpp"

#include <catch2/catch.hpp>

using mallctl::db::masked_url;

TEST_CASE("a connection string is shown without its passwords, whatever they hold") {
    CHECK(masked_url("postgresql://ann:s3cret@db.example:6543/mall") ==
          "postgresql://ann:***@db.example:6543/mall");
    CHECK(masked_url("postgresql://ann:s3@cr:t@db.example/mall") == "postgresql://ann:***@db.example/mall");
    CHECK(masked_url("postgresql://db.example/mall?password=s3cret&user=ann") ==
          "postgresql://db.example/mall?password=***&user=ann");
    CHECK(masked_url("host=db.example password=s3cret user=ann") == "host=db.example password=*** user=ann");
    CHECK(masked_url("host=db password = 's3 \\' cret' sslpassword=x") ==
          "host=db password = *** sslpassword=***");
    CHECK(masked_url("postgresql://ann@db.example/mall") == "postgresql://ann@db.example/mall");
    CHECK(masked_url("dbname=mall") == "dbname=mall");
    CHECK(masked_url("").empty());
}

TEST_CASE("of a connection string that libpq would not understand nothing is shown") {
    CHECK(masked_url("s3cret") == "***");
    CHECK(masked_url("host='s3cret") == "***");
    CHECK(masked_url("postgresql://ann:s3cret@[::1/mall") == "***");
}
