#include "db/faults.hpp"

#include <pqxx/pqxx>

#include <regex>
#include <string_view>

#include "core/error.hpp"

namespace mallctl::db {

using core::Error;
using core::Fault;

namespace {

std::string first_line(const std::string& text) {
    std::string line = text.substr(0, text.find('\n'));
    constexpr std::string_view prefix = "ERROR:  ";
    if (line.starts_with(prefix)) line.erase(0, prefix.size());
    return line;
}

// The parts of a connection string that are, or in a malformed one could be, a password: everything between
// the scheme and the last '@' after its first ':', and the value of password=.
std::vector<std::string> possible_secrets(const std::string& conninfo) {
    std::vector<std::string> secrets;
    const auto scheme = conninfo.find("://");
    const auto at = conninfo.rfind('@');
    if (scheme != std::string::npos && at != std::string::npos && at > scheme) {
        const auto colon = conninfo.find(':', scheme + 3);
        if (colon < at) {
            const std::string secret = conninfo.substr(colon + 1, at - colon - 1);
            secrets.push_back(secret);
            static const std::regex separator("[@:/?]");
            for (std::sregex_token_iterator part(secret.begin(), secret.end(), separator, -1), end;
                 part != end; ++part) {
                secrets.push_back(*part);
            }
        }
    }
    static const std::regex key("password\\s*=\\s*('(?:[^'\\\\]|\\\\.)*'|[^\\s&]*)");
    for (std::sregex_iterator match(conninfo.begin(), conninfo.end(), key), end; match != end; ++match) {
        std::string secret = (*match)[1];
        if (secret.size() >= 2 && secret.front() == '\'') secret = secret.substr(1, secret.size() - 2);
        secrets.push_back(secret);
    }
    return secrets;
}

Error unreachable(const std::string& label, const std::string& why) {
    return {Fault::unreachable, "the connection to " + label + " was lost: " + why,
            "check that the database runs: mallctl db status"};
}

Error of_state(const std::string& label, const std::string& state, const std::string& why) {
    const std::string_view kind = std::string_view(state).substr(0, 2);
    if (kind == "08" || state == "57P01" || state == "57P02" || state == "57P03")
        return unreachable(label, why);
    if (state == "55P03" || state == "40001" || state == "40P01") {
        return {Fault::conflict, "another writer is at work: " + why, "try again"};
    }
    if (kind == "22" || kind == "23") return {Fault::rejected, "the database refused a row: " + why};
    if (state == "42501") {
        return {Fault::failed, "the database role may not do this: " + why,
                "connect as a role that is a member of mallctl_app and mallctl_owner"};
    }
    if (kind == "53") return {Fault::unreachable, label + " is out of resources: " + why};
    return {Fault::failed, "the database reported: " + why};
}

}  // namespace

std::string connect_reason(const std::string& libpq_message, const std::string& conninfo) {
    // Everything else that libpq says before it connects is about the syntax of the string, and quotes it.
    if (!libpq_message.starts_with("connection to server") &&
        !libpq_message.starts_with("could not translate")) {
        return "the connection string is not valid, or the server cannot be found";
    }
    std::string reason = first_line(libpq_message);
    for (const std::string& secret : possible_secrets(conninfo)) {
        if (secret.empty()) continue;
        for (auto at = reason.find(secret); at != std::string::npos; at = reason.find(secret, at + 3)) {
            reason.replace(at, secret.size(), "***");
        }
    }
    return reason;
}

void rethrow_as_error(const std::string& label) {
    try {
        throw;
    } catch (const Error&) {
        throw;
    } catch (const pqxx::broken_connection& e) {
        throw unreachable(label, first_line(e.what()));
    } catch (const pqxx::in_doubt_error&) {
        throw Error(Fault::unreachable, "the connection to " + label + " was lost while committing",
                    "run the command again: it changes nothing when the commit went through");
    } catch (const pqxx::transaction_rollback& e) {
        throw Error(Fault::conflict, "a concurrent change won: " + first_line(e.what()), "try again");
    } catch (const pqxx::sql_error& e) {
        throw of_state(label, e.sqlstate(), first_line(e.what()));
    } catch (const pqxx::pqxx_exception& e) {
        throw Error(Fault::failed, "the database reported: " + first_line(e.base().what()));
    }
}

}  // namespace mallctl::db
