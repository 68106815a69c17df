#include "server/net/tls.hpp"

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/stat.h>

#include <array>
#include <utility>

#include "core/error.hpp"

namespace mallctl::server::net {

namespace {

// Of TLS 1.2 only what has forward secrecy and authenticated encryption; all of 1.3 has (RFC 9325
// section 4.2).
constexpr const char* ciphers_of_1_2 = "ECDHE+AESGCM:ECDHE+CHACHA20";

// A client that names protocols must name ours (RFC 7301).
int choose_protocol(SSL*, const unsigned char** out, unsigned char* out_size, const unsigned char* in,
                    unsigned in_size, void*) {
    static constexpr std::array<unsigned char, 9> http_1_1{8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
    unsigned char* chosen = nullptr;
    const int found = SSL_select_next_proto(&chosen, out_size, http_1_1.data(), http_1_1.size(), in, in_size);
    *out = chosen;
    return found == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

[[noreturn]] void fail(const std::filesystem::path& file, std::string_view what) {
    const unsigned long code = ERR_get_error();
    const char* reason = ERR_reason_error_string(code);
    ERR_clear_error();
    throw core::Error(core::Fault::usage,
                      fmt::format("{}: {}{}{}", file.string(), what, reason == nullptr ? "" : ": ",
                                  reason == nullptr ? "" : reason),
                      "--tls-certificate takes a PEM file with the chain, --tls-key the PEM file of its key");
}

}  // namespace

void SslContextFree::operator()(ssl_ctx_st* context) const {
    SSL_CTX_free(context);
}

Tls::Tls(std::filesystem::path certificate, std::filesystem::path key)
    : certificate_(std::move(certificate)), key_(std::move(key)) {
    reload();
}

Tls::Context Tls::read() const {
    Context context(SSL_CTX_new(TLS_server_method()));
    if (!context) fail(certificate_, "no TLS");
    SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
    SSL_CTX_set_options(context.get(),
                        SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    // Buffers of idle connections are given back; a write goes on from wherever the bytes then lie.
    SSL_CTX_set_mode(context.get(), SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                        SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_alpn_select_cb(context.get(), choose_protocol, nullptr);
    ERR_clear_error();
    if (SSL_CTX_set_cipher_list(context.get(), ciphers_of_1_2) != 1) fail(certificate_, "no ciphers");
    if (SSL_CTX_use_certificate_chain_file(context.get(), certificate_.c_str()) != 1) {
        fail(certificate_, "no certificate can be read");
    }
    if (SSL_CTX_use_PrivateKey_file(context.get(), key_.c_str(), SSL_FILETYPE_PEM) != 1) {
        fail(key_, "no key of the certificate can be read");
    }
    return context;
}

std::string Tls::state_of_files() const {
    std::string state;
    for (const std::filesystem::path* path : {&certificate_, &key_}) {
        struct stat file {};
        if (::stat(path->c_str(), &file) != 0) {
            state += "absent;";
            continue;
        }
        state +=
            fmt::format("{}.{}.{}.{};", file.st_ino, file.st_size, file.st_mtim.tv_sec, file.st_mtim.tv_nsec);
    }
    return state;
}

void Tls::reload() {
    seen_ = state_of_files();
    context_ = read();
}

bool Tls::reload_if_changed() {
    if (state_of_files() == seen_) return false;
    reload();
    return true;
}

SslPointer Tls::accept(int socket) const {
    SslPointer ssl(SSL_new(context_.get()));
    if (!ssl || SSL_set_fd(ssl.get(), socket) != 1) return {};
    SSL_set_accept_state(ssl.get());
    return ssl;
}

}  // namespace mallctl::server::net
