// JSON that a client sent as a request's body: what is read holds what the headers promise, and whatever else
// comes is the client's fault.
#include <nlohmann/json.hpp>

#include "core/utf8.hpp"
#include "server/auth/small_body.hpp"
#include "server/http/problem.hpp"
#include "server/json_body.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using namespace mallctl;
using namespace mallctl::server;
using nlohmann::json;

// False where it was refused.
template <typename Job>
bool is_taken(const Job& job) {
    try {
        job();
        return true;
    } catch (const http::ProblemError& error) {
        const int status = error.problem().status;
        fuzz::require(status == 400 || status == 422, "a body that is refused is the client's fault");
        http::problem_response(error.problem(), "/fuzz", "fuzz");
        return false;
    }
}

void check_text(const std::string& text) {
    fuzz::require(core::is_utf8(text), "texts are UTF-8");
    fuzz::require(text.find('\0') == std::string::npos,
                  "texts are without NUL, which PostgreSQL cannot keep");
}

int depth_of(const json& value) {
    int deepest = 0;
    if (value.is_string()) check_text(value.get_ref<const std::string&>());
    if (!value.is_structured()) return 0;
    for (const auto& [name, member] : value.items()) {
        if (value.is_object()) check_text(name);
        deepest = std::max(deepest, depth_of(member));
    }
    return deepest + 1;
}

void check_object(const json& object) {
    fuzz::require(object.is_object(), "a body is an object");
    fuzz::require(depth_of(object) <= 16, "it is nested 16 deep at most");
    fuzz::require(parse_object(object.dump()) == object, "what is written is read the same");
    for (const char* name : {"id", "name"}) {
        is_taken([&] { text_member(object, name); });
        is_taken([&] { optional_text(object, name); });
        is_taken([&] { integer_member(object, name); });
        is_taken([&] { flag_member(object, name, true); });
    }
    is_taken([&] { refuse_other_members(object, {"id"}); });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text = fuzz::to_text(data, size);
    is_taken([&] { check_object(parse_object(text)); });
    is_taken([&] {
        const SmallBody body(text, {"login", "password", "code", "cookie"});
        check_text(body.text("login"));
        check_text(body.require("password"));
        body.flag("cookie");
    });
    return 0;
}
