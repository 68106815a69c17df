#include "config/settings.hpp"

namespace mallctl::config {

const std::vector<Setting>& settings() {
    static const std::vector<Setting> declared = {
        {"access-log", "notable", {"none", "notable", "all"}, "which requests serve logs"},
        {"author", "", {}, "who is named as the author of what is written; default: the user's login name"},
        {"base-url", "", {}, "the address that shoppers reach the server at"},
        {"color", "auto", {"auto", "always", "never"}, "colours in tables and messages"},
        {"cors-origins", "", {}, "origins whose pages may read the API of serve, or *"},
        {"data-dir", "", {}, "the folder of the private cluster"},
        {"database", "", {}, "a PostgreSQL URL to use in place of the private cluster"},
        {"drain", "30s", {}, "how long serve lets open requests finish when it stops"},
        {"drain-notice", "0s", {}, "how long serve goes on when it is to stop, with /readyz saying so"},
        {"format", "", {}, "the output format of results"},
        {"jwt-audience", "", {}, "what the issuer of bearer tokens calls this server"},
        {"jwt-issuer", "", {}, "whose bearer tokens serve takes"},
        {"jwt-keys", "", {}, "where that issuer's keys are: an https address or a file"},
        {"keep-access-events", "400d", {}, "how long the log of rights and sign-ins is kept, in days"},
        {"keep-readings", "400d", {}, "how long readings of counters are kept, in days"},
        {"listen", "127.0.0.1:8080", {}, "the address and port of serve"},
        {"lock-timeout", "60s", {}, "how long a write waits for another write of the same mall"},
        {"log-format",
         "auto",
         {"auto", "json", "text"},
         "how serve logs; auto: as text on a terminal, else as JSON"},
        {"log-level", "info", {"trace", "debug", "info", "warn", "error", "off"}, "how much is logged"},
        {"mall", "", {}, "the mall to work on, by slug"},
        {"max-upload", "64MiB", {}, "how large a floor plan may be that is uploaded to serve"},
        {"metrics-networks", "none", {}, "networks that read /metrics of serve without a credential"},
        {"oidc-client-id", "", {}, "what the provider of OpenID Connect calls this server"},
        {"oidc-client-secret-file", "", {}, "the file with the secret that the provider gave this server"},
        {"oidc-issuer", "", {}, "the provider of OpenID Connect that people sign in at"},
        {"outbound-ca-file", "", {}, "authorities that serve trusts when it asks other servers, as PEM"},
        {"payment-secret-file", "", {}, "the file with the secret that the payment provider signs with"},
        {"progress", "auto", {"auto", "always", "never"}, "progress lines on stderr"},
        {"read-database", "", {}, "a PostgreSQL URL of a replica, for reads that take long"},
        {"sms-hook", "", {}, "the address that takes messages for telephones; default: a folder"},
        {"sms-hook-secret-file", "", {}, "the file with the secret that these messages are signed with"},
        {"snapshot-space", "4GiB", {}, "how much disk the snapshots take that serve keeps in data-dir"},
        {"trusted-networks",
         "127.0.0.0/8,::1,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7",
         {},
         "networks where many visitors have one address, as a mall's Wi-Fi: serve limits them generously"},
    };
    return declared;
}

std::string environment_name(const std::string& key) {
    std::string name = "MALLCTL_";
    for (const char c : key) {
        name += c == '-' ? '_' : (c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
    }
    return name;
}

}  // namespace mallctl::config
