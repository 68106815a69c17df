// Sending short messages to telephones, by whoever the operator has for that.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>

#include "server/outbound/http_client.hpp"

namespace mallctl::server {

struct SmsMessage {
    std::string id;  // the same when it is sent again after a failure
    std::string to;  // "+491701234567"
    std::string text;
};

class SmsSender {
  public:
    SmsSender() = default;
    virtual ~SmsSender() = default;
    SmsSender(const SmsSender&) = delete;
    SmsSender& operator=(const SmsSender&) = delete;

    // Returns once somebody else has taken the message over. Throws core::Error(unreachable). Blocks; safe
    // from every thread.
    virtual void send(const SmsMessage& message) const = 0;
};

// Puts each message into a folder, as ID.json, for a program that takes it from there: {"id", "to", "text"}.
// The file is whole once it has its name, and readable by its owner alone. A folder with 10,000 messages that
// nobody takes is full.
class SmsSpool final : public SmsSender {
  public:
    explicit SmsSpool(std::filesystem::path folder) : folder_(std::move(folder)) {}

    void send(const SmsMessage& message) const override;

  private:
    std::filesystem::path folder_;
};

struct SmsHookOptions {
    std::string url;
    std::string secret;
    int attempts = 3;
    std::chrono::milliseconds first_pause{200};  // before the second attempt; then twice as long
};

// Posts each message as {"id", "to", "text"} with "Mallctl-Signature: t=SECONDS,v1=HEX", where HEX is
// HMAC-SHA-256 by the secret over "SECONDS.BODY", as payments are signed to us. A status of 200 to 299 takes
// it over; on 429 and 5xx, and without an answer, it is tried again with the same id.
class SmsHook final : public SmsSender {
  public:
    // `client` must outlive it.
    SmsHook(const HttpClient& client, SmsHookOptions options)
        : client_(client), options_(std::move(options)) {}

    void send(const SmsMessage& message) const override;

  private:
    const HttpClient& client_;
    SmsHookOptions options_;
};

}  // namespace mallctl::server
