#include "server/auth/issuer_keys.hpp"

#include <fmt/format.h>

#include <exception>
#include <fstream>
#include <optional>
#include <utility>

#include "core/error.hpp"
#include "server/log.hpp"

namespace mallctl::server {

namespace {

using core::Error;
using core::Fault;

constexpr std::size_t longest_file = std::size_t{64} * 1024;

std::string read_keys(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    std::string text(longest_file + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    if (!text.empty() && text.size() <= longest_file) return text;
    throw Error(Fault::unreachable, fmt::format("the file of keys {} cannot be read, or is too long", file),
                "name the document that the issuer's jwks_uri answers");
}

}  // namespace

KeySource key_source(const HttpClient& client, const std::string& place) {
    if (!place.starts_with("https://") && !place.starts_with("http://"))
        return [place] { return read_keys(place); };
    return [&client, place] {
        OutboundAnswer answer = client.send(
            {.url = place, .headers = {{"Accept", "application/jwk-set+json, application/json"}}});
        if (answer.status == 200) return std::move(answer.body);
        throw Error(Fault::unreachable, fmt::format("{} answers {}", place, answer.status));
    };
}

IssuerKeys::IssuerKeys(KeySource source, IssuerKeysOptions options)
    : source_(std::move(source)), options_(options), thread_([this] { run(); }) {}

IssuerKeys::~IssuerKeys() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

IssuerKeys::Known IssuerKeys::state() const {
    const bool old = Clock::now() - fetched_ > options_.longest_age;
    return {old ? nullptr : keys_, generation_, true};
}

IssuerKeys::Known IssuerKeys::known() const {
    const std::lock_guard lock(mutex_);
    return state();
}

// Also while one is under way.
bool IssuerKeys::can_fetch() const {
    return attempts_ == 0 || fetching_ || wanted_ || Clock::now() - attempted_ >= options_.least_interval;
}

IssuerKeys::Known IssuerKeys::wait_for(std::string_view key) const {
    std::unique_lock lock(mutex_);
    Known now = state();
    if ((now.keys && now.keys->find(key) != nullptr) || !can_fetch()) return now;
    now.sure = false;
    if (waiting_ >= options_.most_waiting) return now;
    const std::uint64_t before = attempts_;
    wanted_ = wanted_ || !fetching_;
    changed_.notify_all();
    ++waiting_;
    const bool ended = changed_.wait_for(lock, options_.patience, [&] { return attempts_ != before; });
    --waiting_;
    now = state();
    now.sure = ended;
    return now;
}

// `attempted_` is when the last one ended: an issuer that is slow to fail is not asked without pause.
void IssuerKeys::fetch(std::unique_lock<std::mutex>& lock) {
    fetching_ = true;
    wanted_ = false;
    lock.unlock();
    std::optional<std::string> document;
    std::shared_ptr<const access::KeySet> keys;
    try {
        document = source_();
        keys = std::make_shared<const access::KeySet>(access::KeySet::parse(*document));
    } catch (const std::exception& error) {
        log::warn(fmt::format("the keys of an issuer of tokens could not be fetched: {}", error.what()));
    }
    lock.lock();
    fetching_ = false;
    ++attempts_;
    attempted_ = Clock::now();
    if (keys) {
        fetched_ = attempted_;
        if (*document != document_) ++generation_;
        document_ = *std::move(document);
        keys_ = std::move(keys);
    }
    changed_.notify_all();
}

void IssuerKeys::run() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        if (wanted_) {
            fetch(lock);
            continue;
        }
        const bool failed = keys_ == nullptr || fetched_ != attempted_;
        const auto pause = failed ? std::min(options_.least_interval, options_.refresh) : options_.refresh;
        const bool over =
            !changed_.wait_until(lock, attempted_ + pause, [&] { return wanted_ || stopping_; });
        wanted_ = wanted_ || over;
    }
}

}  // namespace mallctl::server
