#include "db/faults.hpp"

#include <pqxx/pqxx>

#include <algorithm>
#include <string_view>
#include <vector>

#include "core/denied.hpp"
#include "core/error.hpp"
#include "core/unexpected.hpp"

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

// What stands between the first ':' after the scheme of a URI and its last '@', whole and in parts: in a
// malformed URI the password may hold the characters that divide it.
void add_uri_secrets(const std::string& conninfo, std::vector<std::string>& secrets) {
    const auto scheme = conninfo.find("://");
    const auto at = conninfo.rfind('@');
    if (scheme == std::string::npos || at == std::string::npos) return;
    const auto colon = conninfo.find(':', scheme + 3);
    if (colon >= at) return;
    const std::string secret = conninfo.substr(colon + 1, at - colon - 1);
    secrets.push_back(secret);
    for (std::size_t from = 0; from < secret.size();) {
        const auto end = std::min(secret.find_first_of("@:/?", from), secret.size());
        secrets.push_back(secret.substr(from, end - from));
        from = end + 1;
    }
}

// The values of password=, bare or in single quotes.
void add_key_secrets(const std::string& conninfo, std::vector<std::string>& secrets) {
    constexpr std::string_view key = "password";
    for (auto at = conninfo.find(key); at != std::string::npos; at = conninfo.find(key, at + 1)) {
        auto from = conninfo.find_first_not_of(" =", at + key.size());
        if (from == std::string::npos) return;
        const bool quoted = conninfo[from] == '\'';
        if (quoted) ++from;
        const auto end = std::min(conninfo.find_first_of(quoted ? "'" : " &", from), conninfo.size());
        secrets.push_back(conninfo.substr(from, end - from));
    }
}

Error unreachable(const std::string& label, const std::string& why) {
    return {Fault::unreachable, "the connection to " + label + " was lost: " + why,
            "check that the database runs: mallctl db status"};
}

[[noreturn]] void throw_of_state(const std::string& label, const std::string& state, const std::string& why) {
    const std::string_view kind = std::string_view(state).substr(0, 2);
    if (kind == "08" || state == "57P01" || state == "57P02" || state == "57P03")
        throw unreachable(label, why);
    if (state == "55P03" || state == "40001" || state == "40P01")
        throw Error(Fault::conflict, "another writer is at work: " + why, "try again");
    if (kind == "21" || kind == "22" || kind == "23")
        throw Error(Fault::rejected, "the database refused a row: " + why,
                    "correct it in the input; if it is right there, please report this");
    if (kind == "53") throw Error(Fault::unreachable, label + " is out of resources: " + why);
    throw core::UnexpectedError("the database reported: " + why);
}

}  // namespace

std::string connect_reason(const std::string& libpq_message, const std::string& conninfo) {
    // Everything else that libpq says before it connects is about the syntax of the string, and quotes it.
    if (!libpq_message.starts_with("connection to server") &&
        !libpq_message.starts_with("could not translate")) {
        return "the connection string is not valid, or the server cannot be found";
    }
    std::string reason = first_line(libpq_message);
    std::vector<std::string> secrets;
    add_uri_secrets(conninfo, secrets);
    add_key_secrets(conninfo, secrets);
    for (const std::string& secret : secrets) {
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
    } catch (const pqxx::insufficient_privilege& e) {  // without its state, in libpqxx 6.4
        throw core::DeniedError("the database role may not do this: " + first_line(e.what()),
                                "connect as a role that is a member of mallctl_app and mallctl_owner");
    } catch (const pqxx::sql_error& e) {
        throw_of_state(label, e.sqlstate(), first_line(e.what()));
    } catch (const pqxx::pqxx_exception& e) {
        throw core::UnexpectedError("the database reported: " + first_line(e.base().what()));
    }
}

}  // namespace mallctl::db
