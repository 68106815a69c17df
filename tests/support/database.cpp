#include "tests/support/database.hpp"

#include <pqxx/pqxx>

#include "core/uuid.hpp"
#include "db/cluster/cluster.hpp"
#include "db/migrate.hpp"

namespace mallctl::test {

namespace {

constexpr const char* template_name = "mallctl_template";

// One a test process: made on first use, removed at its end (also when it is killed).
struct Server {
    db::TemporaryCluster cluster;

    Server() {
        db::migrate(cluster.endpoint());
        // Nobody may connect to the template: a clone fails while somebody does.
        execute(std::string("CREATE DATABASE ") + template_name +
                " TEMPLATE mallctl OWNER mallctl_owner IS_TEMPLATE true ALLOW_CONNECTIONS false");
    }

    void execute(const std::string& statement) const {
        pqxx::connection connection(cluster.url("postgres", "postgres"));
        pqxx::nontransaction work(connection);
        work.exec(statement);
    }
};

const Server& server() {
    static const Server instance;
    return instance;
}

// Hexadecimal only, so it needs no quoting in SQL.
std::string random_name() {
    std::string name = "test_";
    for (const char c : core::to_string(core::uuid_v4())) {
        if (c != '-') name += c;
    }
    return name;
}

}  // namespace

TestDatabase::TestDatabase() : name_(random_name()) {
    server().execute("CREATE DATABASE " + name_ + " TEMPLATE " + template_name + " OWNER mallctl_owner");
    // A clone does not inherit who may connect.
    server().execute("REVOKE ALL ON DATABASE " + name_ + " FROM PUBLIC;" + "GRANT CONNECT ON DATABASE " +
                     name_ + " TO mallctl_app, mallctl_reader, mallctl_backup;" +
                     "GRANT TEMPORARY ON DATABASE " + name_ + " TO mallctl_app, mallctl_api");
}

TestDatabase::~TestDatabase() {
    try {
        server().execute("DROP DATABASE " + name_ + " WITH (FORCE)");
    } catch (const pqxx::failure&) {
        // It goes with its cluster, at the latest when this process ends.
    }
}

db::Endpoint TestDatabase::endpoint() const {
    db::Endpoint endpoint;
    endpoint.app = url_as("mallctl_app");
    endpoint.owner = url_as("mallctl_owner");
    endpoint.label = "test database " + name_;
    return endpoint;
}

std::string TestDatabase::url() const {
    return url_as("postgres");
}

std::string TestDatabase::url_as(const std::string& role) const {
    return server().cluster.url(name_, role);
}

}  // namespace mallctl::test
