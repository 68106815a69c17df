#include "db/endpoint.hpp"

#include <libpq-fe.h>

#include <memory>
#include <string_view>

#include "core/error.hpp"

namespace mallctl::db {

namespace {

struct FreeOptions {
    void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};
using Options = std::unique_ptr<PQconninfoOption, FreeOptions>;

// libpq's own message is not passed on: it may quote the text, and with it the password.
Options parse(const std::string& url) {
    char* message = nullptr;
    Options options(PQconninfoParse(url.c_str(), &message));
    PQfreemem(message);
    if (!options) {
        throw core::Error(
            core::Fault::usage, "the database is not given as a libpq URI or connection string",
            "write it as postgresql://USER@HOST:PORT/DATABASE, or \"host=... dbname=... user=...\"");
    }
    return options;
}

std::string value_of(const Options& options, std::string_view keyword) {
    for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
        if (keyword == option->keyword && option->val != nullptr) return option->val;
    }
    return {};
}

}  // namespace

Endpoint endpoint_of_url(const std::string& url) {
    if (url.empty()) {
        throw core::Error(core::Fault::usage, "the database URL is empty",
                          "leave --database and MALLCTL_DATABASE out to use the private cluster");
    }
    const Options options = parse(url);
    std::string host = value_of(options, "host");
    if (host.empty()) host = value_of(options, "hostaddr");
    // libpq ends the password at the first '@', so one that holds an '@' goes on in the host.
    if (const std::size_t at = host.rfind('@'); at != std::string::npos) host.erase(0, at + 1);
    const std::string port = value_of(options, "port");
    const std::string database = value_of(options, "dbname");
    Endpoint endpoint;
    endpoint.app = url;
    endpoint.owner = url;
    endpoint.set_role = true;
    endpoint.label = host.empty() ? "local server" : host;
    if (!port.empty()) endpoint.label += ":" + port;
    if (!database.empty()) endpoint.label += "/" + database;
    return endpoint;
}

std::map<std::string, std::string> libpq_environment(const std::string& url) {
    const Options options = parse(url);
    std::map<std::string, std::string> environment;
    for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
        if (option->val != nullptr && option->envvar != nullptr) environment[option->envvar] = option->val;
    }
    return environment;
}

}  // namespace mallctl::db
