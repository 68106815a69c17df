#include "server/bodies/body_cache.hpp"

#include <exception>

#include "server/bodies/compress.hpp"

namespace mallctl::server::bodies {

namespace {

std::size_t bytes_of(const http::ReadyBytes& bytes) {
    return sizeof bytes + bytes.head.size() + bytes.not_modified.size() + bytes.etag.size() +
           bytes.body.size();
}

std::size_t bytes_of(const http::ReadyResponse& ready) {
    std::size_t sum = bytes_of(ready.identity());
    for (const char* coding : {"gzip", "br"}) {
        const http::ReadyBytes& packed = ready.choose(coding);
        if (&packed != &ready.identity()) sum += bytes_of(packed);
    }
    return sum;
}

// A compressed form that saves less than a packet's worth of a small answer costs more than it gives.
bool is_worth_it(const std::string& packed, const std::string& body) {
    constexpr std::size_t least_saved = 64;
    return !packed.empty() && packed.size() + least_saved < body.size();
}

}  // namespace

BodyCache::BodyCache(std::size_t budget, OnMade on_made) : budget_(budget), on_made_(std::move(on_made)) {}
BodyCache::~BodyCache() = default;

std::size_t BodyCache::bucket_of(BodyKey key) {
    const std::hash<std::string_view> hash;
    return (hash(key.rest) ^ hash(key.route)) % std::tuple_size_v<decltype(buckets_)>;
}

const BodyCache::Entry* BodyCache::newest(BodyKey key) const {
    const Entry* entry = buckets_[bucket_of(key)].load(std::memory_order_acquire);
    while (entry != nullptr && !entry->is(key)) entry = entry->next;
    return entry;
}

ReadyPointer BodyCache::find(BodyKey key, core::Instant now) const {
    const Entry* entry = newest(key);
    const bool holds = entry != nullptr && entry->from <= now && now < entry->until;
    return holds ? entry->ready : nullptr;
}

ReadyPointer BodyCache::get(BodyKey key, core::Instant now, const std::function<MadeBody()>& make) {
    if (ReadyPointer ready = find(key, now)) return ready;
    std::promise<ReadyPointer> promise;
    std::shared_future<ReadyPointer> begun;
    const Key owned(key.route, key.rest);
    {
        const std::lock_guard lock(mutex_);
        if (ReadyPointer ready = find(key, now)) return ready;
        const auto [place, is_new] = being_made_.try_emplace(owned);
        if (is_new) {
            place->second = promise.get_future().share();
        } else {
            begun = place->second;
        }
    }
    if (begun.valid()) return begun.get();
    ReadyPointer ready;
    std::exception_ptr failure;
    try {
        ready = keep_made(key, now, make());
        promise.set_value(ready);
    } catch (...) {
        failure = std::current_exception();
        promise.set_exception(failure);
    }
    {
        const std::lock_guard lock(mutex_);
        being_made_.erase(owned);
    }
    if (failure) std::rethrow_exception(failure);
    if (on_made_) on_made_(shared_from_this(), key);
    return ready;
}

ReadyPointer BodyCache::keep_made(BodyKey key, core::Instant now, MadeBody made) {
    made.parts.negotiated = on_made_ != nullptr;  // a shared cache must not hand the plain one to everybody
    Entry entry;
    entry.route = key.route;
    entry.rest = key.rest;
    entry.from = now;
    entry.until = made.valid_until;
    entry.parts.content_type = made.parts.content_type;
    entry.parts.headers = made.parts.headers;
    entry.parts.negotiated = made.parts.negotiated;
    entry.ready = std::make_shared<const http::ReadyResponse>(std::move(made.parts));
    ReadyPointer ready = entry.ready;
    keep(std::move(entry), newest(key));
    return ready;
}

// In front of `behind`, the newest entry of its key; not where there is another one by now.
void BodyCache::keep(Entry entry, const Entry* behind) {
    const std::size_t size = sizeof entry + entry.route.size() + entry.rest.size() + bytes_of(*entry.ready);
    const std::lock_guard lock(mutex_);
    const BodyKey key{entry.route, entry.rest};
    if (newest(key) != behind || bytes_.fetch_add(size) + size > budget_) return;
    Bucket& bucket = buckets_[bucket_of(key)];
    entry.next = bucket.load(std::memory_order_relaxed);
    entries_.push_back(std::move(entry));
    bucket.store(&entries_.back(), std::memory_order_release);
}

void BodyCache::compress(BodyKey key) {
    const Entry* entry = newest(key);
    if (entry == nullptr || &entry->ready->choose("br, gzip") != &entry->ready->identity()) return;
    http::ReadyParts parts = entry->parts;
    parts.body = entry->ready->identity().body;
    parts.gzip = gzip(parts.body);
    parts.brotli = brotli(parts.body);
    if (!is_worth_it(parts.gzip, parts.body)) parts.gzip.clear();
    if (!is_worth_it(parts.brotli, parts.body)) parts.brotli.clear();
    if (parts.gzip.empty() && parts.brotli.empty()) return;
    Entry packed = *entry;
    packed.ready = std::make_shared<const http::ReadyResponse>(std::move(parts));
    keep(std::move(packed), entry);
}

}  // namespace mallctl::server::bodies
