#include "server/bodies/ready_answer.hpp"

namespace mallctl::server::bodies {

namespace {

const ServedMall* find_served(const MallView& view, std::string_view slug) {
    const auto found = view.malls.find(slug);
    return found == view.malls.end() || !found->second.snapshot ? nullptr : &found->second;
}

}  // namespace

http::Response ready_answer(const SnapshotStore& store, std::string_view mall, BodyKey key,
                            const MakeOfMall& make) {
    const core::Instant now = core::now();
    auto view = store.view();
    const ServedMall* served = find_served(*view, mall);
    if (served != nullptr) {
        served->touch();
        if (ReadyPointer ready = served->bodies->find(key, now))
            return http::ready_response(std::move(ready));
    }
    const SnapshotPointer snapshot = served != nullptr ? served->snapshot : store.require(mall);
    if (served == nullptr) {
        view = store.view();
        served = find_served(*view, mall);
    }
    // Swapped or dropped again meanwhile: the answer is good, and there is no place to keep it.
    if (served == nullptr || served->snapshot != snapshot) {
        MadeBody made = make(*snapshot, now);
        return http::ready_response(std::make_shared<const http::ReadyResponse>(std::move(made.parts)));
    }
    ReadyPointer ready = served->bodies->get(key, now, [&] { return make(*snapshot, now); });
    if (served->bodies->is_full()) store.renew_bodies(mall, served->bodies);
    return http::ready_response(std::move(ready));
}

bool is_ready(const SnapshotStore& store, std::string_view mall, BodyKey key) {
    const auto view = store.view();
    const ServedMall* served = find_served(*view, mall);
    return served != nullptr && served->bodies->find(key, core::now()) != nullptr;
}

http::Response ready_answer(const SnapshotStore& store, BodyKey key, const MakeOfAll& make) {
    const core::Instant now = core::now();
    const auto view = store.view();
    return http::ready_response(view->bodies->get(key, now, [&] { return make(*view, now); }));
}

}  // namespace mallctl::server::bodies
