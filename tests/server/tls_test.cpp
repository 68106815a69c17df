// HTTPS: the same sessions behind a certificate that the test makes, and who is believed about a client.
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <thread>

#include "core/error.hpp"
#include "server/log.hpp"
#include "server/outbound/curl_client.hpp"
#include "tests/server/running_server.hpp"
#include "tests/support/http_client.hpp"

using namespace mallctl;
using namespace mallctl::test;
using namespace std::chrono_literals;

namespace {

server::http::Response whoever(const server::http::Request& request) {
    return server::http::make_response(
        200, "text/plain",
        std::string(request.client) + (request.secure ? " secure " : " plain ") + std::string(request.body));
}

class CertificateFiles {
  public:
    explicit CertificateFiles(const std::string& name)
        : folder_(std::filesystem::temp_directory_path() / ("mallctl-tls-" + std::to_string(::getpid()))) {
        std::filesystem::create_directories(folder_);
        write(name);
    }
    ~CertificateFiles() { std::filesystem::remove_all(folder_); }
    CertificateFiles(const CertificateFiles&) = delete;
    CertificateFiles& operator=(const CertificateFiles&) = delete;

    std::filesystem::path certificate() const { return folder_ / "certificate.pem"; }
    std::filesystem::path key() const { return folder_ / "key.pem"; }

    // Self-signed, on P-256, for a day.
    void write(const std::string& name) const {
        EVP_PKEY* const pair = EVP_EC_gen("P-256");
        X509* const made = X509_new();
        X509_set_version(made, 2);
        ASN1_INTEGER_set(X509_get_serialNumber(made), 1);
        X509_gmtime_adj(X509_getm_notBefore(made), 0);
        X509_gmtime_adj(X509_getm_notAfter(made), 86'400);
        X509_set_pubkey(made, pair);
        const auto* const text = reinterpret_cast<const unsigned char*>(name.c_str());
        X509_NAME_add_entry_by_txt(X509_get_subject_name(made), "CN", MBSTRING_ASC, text, -1, -1, 0);
        X509_set_issuer_name(made, X509_get_subject_name(made));
        X509_sign(made, pair, EVP_sha256());
        std::FILE* file = std::fopen(key().c_str(), "w");
        PEM_write_PrivateKey(file, pair, nullptr, nullptr, 0, nullptr, nullptr);
        std::fclose(file);
        file = std::fopen(certificate().c_str(), "w");
        PEM_write_X509(file, made);
        std::fclose(file);
        X509_free(made);
        EVP_PKEY_free(pair);
    }

  private:
    std::filesystem::path folder_;
};

// A client that trusts anybody, as what it tests is the other side.
class TlsClient {
  public:
    explicit TlsClient(std::uint16_t port, int most = TLS1_3_VERSION)
        : context_(SSL_CTX_new(TLS_client_method())) {
        SSL_CTX_set_min_proto_version(context_, TLS1_VERSION);
        SSL_CTX_set_max_proto_version(context_, most);
        SSL_CTX_set_security_level(context_, 0);
        bio_ = BIO_new_ssl_connect(context_);
        BIO_set_conn_hostname(bio_, ("127.0.0.1:" + std::to_string(port)).c_str());
        shook_ = BIO_do_handshake(bio_) == 1;
    }
    ~TlsClient() {
        BIO_free_all(bio_);
        SSL_CTX_free(context_);
    }
    TlsClient(const TlsClient&) = delete;
    TlsClient& operator=(const TlsClient&) = delete;

    bool shook() const { return shook_; }
    void send(const std::string& bytes) { BIO_write(bio_, bytes.data(), static_cast<int>(bytes.size())); }

    // Until so much has come or the server closes.
    std::string receive_until(const std::string& end) {
        std::string bytes;
        std::array<char, 65536> part{};
        while (bytes.find(end) == std::string::npos) {
            const int count = BIO_read(bio_, part.data(), part.size());
            if (count <= 0) break;
            bytes.append(part.data(), static_cast<std::size_t>(count));
        }
        return bytes;
    }

    std::string peer_name() {
        SSL* ssl = nullptr;
        BIO_get_ssl(bio_, &ssl);
        X509* const peer = SSL_get1_peer_certificate(ssl);
        std::array<char, 256> name{};
        X509_NAME_get_text_by_NID(X509_get_subject_name(peer), NID_commonName, name.data(), name.size());
        X509_free(peer);
        return name.data();
    }

  private:
    SSL_CTX* context_;
    BIO* bio_;
    bool shook_ = false;
};

server::ServeOptions with_tls(const CertificateFiles& files) {
    server::ServeOptions options = quick_options();
    options.tls_certificate = files.certificate();
    options.tls_key = files.key();
    return options;
}

}  // namespace

TEST_CASE("requests over TLS 1.2 and 1.3 are answered like plain ones, pipelined and with large bodies") {
    const CertificateFiles files("first");
    RunningServer server(with_tls(files), whoever);
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        TlsClient client(server.port(), version);
        REQUIRE(client.shook());
        const std::string body(60'000, 'x');
        client.send(get_request("/a") + "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 60000\r\n\r\n" + body +
                    get_request("/c", "Connection: close\r\n"));
        const std::string answers = client.receive_until("never");
        CHECK(answers.starts_with("HTTP/1.1 200 OK\r\n"));
        CHECK(answers.find("127.0.0.1 secure " + body) != std::string::npos);
        CHECK(answers.find("\r\nStrict-Transport-Security: max-age=31536000\r\n") != std::string::npos);
        CHECK(answers.ends_with("127.0.0.1 secure "));
    }
}

TEST_CASE("TLS before 1.2 and plain bytes are refused, and the server goes on") {
    const CertificateFiles files("first");
    RunningServer server(with_tls(files), whoever);
    CHECK_FALSE(TlsClient(server.port(), TLS1_1_VERSION).shook());
    Client plain(server.port());
    plain.send(get_request("/"));
    CHECK_FALSE(plain.receive());
    CHECK(TlsClient(server.port()).shook());
}

TEST_CASE("a certificate that changes is served to new clients, and one that is broken is not") {
    server::log::set_level("off");
    const CertificateFiles files("first");
    RunningServer server(with_tls(files), whoever);
    TlsClient old(server.port());
    CHECK(old.peer_name() == "first");
    files.write("second");
    std::string name = "first";
    for (int i = 0; i < 100 && name == "first"; ++i) {
        std::this_thread::sleep_for(50ms);
        name = TlsClient(server.port()).peer_name();
    }
    CHECK(name == "second");
    old.send(get_request("/"));
    CHECK(old.receive_until("secure ").ends_with("127.0.0.1 secure "));
    std::ofstream(files.certificate()) << "broken";
    std::this_thread::sleep_for(1200ms);
    CHECK(TlsClient(server.port()).peer_name() == "second");
    server::log::set_level("info");
}

TEST_CASE("a certificate that cannot be used is an error that names its file") {
    const CertificateFiles files("first");
    const OneHandler program(whoever);
    server::ServeOptions options = with_tls(files);
    SECTION("absent") {
        options.tls_certificate = files.certificate().string() + ".none";
    }
    SECTION("no key") {
        options.tls_key = files.certificate();
    }
    SECTION("half") {
        options.tls_key.clear();
    }
    CHECK_THROWS_AS(server::Server(options, program), core::Error);
}

TEST_CASE("what a proxy says of a client is believed of trusted ones alone") {
    server::ServeOptions options = quick_options();
    const auto client_of = [&] {
        RunningServer server(options, whoever);
        Client client(server.port());
        client.send(get_request("/", "X-Forwarded-For: 203.0.113.9\r\nX-Forwarded-Proto: https\r\n"));
        return client.receive()->body;
    };
    CHECK(client_of() == "127.0.0.1 plain ");
    options.trusted_proxies = server::http::TrustedProxies::parse("127.0.0.0/8");
    CHECK(client_of() == "203.0.113.9 secure ");
}

TEST_CASE(
    "other servers are believed only with a certificate of theirs that a trusted authority vouches for") {
    const auto ask = [](const RunningServer& server, const std::filesystem::path& trusted) {
        server::CurlOptions options;
        options.ca_file = trusted;
        const std::string url = "https://localhost:" + std::to_string(server.port()) + "/";
        return server::CurlClient(options).send({.url = url}).status;
    };
    {
        const CertificateFiles files("localhost");
        server::ServeOptions options = quick_options();
        options.tls_certificate = files.certificate();
        options.tls_key = files.key();
        const RunningServer server(options, whoever);
        CHECK(ask(server, files.certificate()) == 200);
        CHECK_THROWS_AS(ask(server, ""), core::Error);
        CHECK_THROWS_AS(ask(server, "/nowhere/authorities.pem"), core::Error);
    }
    const CertificateFiles files("other.example");
    server::ServeOptions options = quick_options();
    options.tls_certificate = files.certificate();
    options.tls_key = files.key();
    const RunningServer server(options, whoever);
    CHECK_THROWS_AS(ask(server, files.certificate()), core::Error);
}
