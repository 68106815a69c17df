#include "server/http/multipart.hpp"

#include <catch2/catch.hpp>
#include <string>

using namespace mallctl::server::http;

namespace {

const std::string disposition = "Content-Disposition: form-data; name=\"f\"";

std::string part(const std::string& header, const std::string& body) {
    return "--x\r\n" + header + "\r\n\r\n" + body + "\r\n";
}

std::string fault(const std::string& body, const MultipartLimits& limits = {}) {
    const Multipart form = parse_multipart(body, "x", limits);
    CHECK(form.parts.empty());
    return form.fault;
}

}  // namespace

TEST_CASE("a form's fields and files are told apart, with bodies as they were sent") {
    const std::string body = part(
                                 "Content-Disposition: form-data; name=\"file\"; filename=\"a;b.csv\"\r\n"
                                 "Content-Type: text/csv",
                                 "slug\r\n--y\r\n\r\nx") +
                             part(disposition, "") + "--x--\r\n";
    const Multipart form = parse_multipart(body, "x");
    CHECK(form.fault.empty());
    REQUIRE(form.parts.size() == 2);
    CHECK(form.parts[0].name == "file");
    CHECK(form.parts[0].filename == "a;b.csv");
    CHECK(form.parts[0].content_type == "text/csv");
    CHECK(form.parts[0].body == "slug\r\n--y\r\n\r\nx");
    CHECK(form.parts[1].name == "f");
    CHECK(form.parts[1].body.empty());
    CHECK(parse_multipart("--x\r\n" + disposition + "\r\n\r\n--x--", "x").parts.size() == 1);
    CHECK(parse_multipart("--x--", "x").fault.empty());
}

TEST_CASE("what two readers could take for different things is refused") {
    for (const std::string& body :
         {std::string(), std::string("x"), std::string("preamble\r\n--x--"),
          "--x\n" + disposition + "\n\nx\n--x--", part(disposition, "a"),
          part(disposition, "a") + "--x--more", part(disposition, "a\r\n--xy") + "--x--",
          part("Content-Type: text/plain", "a") + "--x--",
          part(disposition + "\r\n" + disposition, "a") + "--x--",
          part("Content-Disposition: attachment; name=\"f\"", "a") + "--x--",
          part("Content-Disposition: form-data", "a") + "--x--",
          part(disposition + "; name=\"g\"", "a") + "--x--",
          part("Content-Disposition: form-data; name=\"f", "a") + "--x--",
          part("Content-Disposition: form-data; name=\"\xFF\"", "a") + "--x--",
          part("Content-Disposition: form-data; name=\"a\tb\"", "a") + "--x--",
          part(disposition + "\r\nContent-Transfer-Encoding: base64", "a") + "--x--",
          part(disposition + "\r\n folded: line", "a") + "--x--", "--x\r\n" + disposition}) {
        INFO(body);
        CHECK_FALSE(fault(body).empty());
    }
}

TEST_CASE("parts and their headers are bounded") {
    std::string many;
    for (int i = 0; i < 5; ++i) many += part(disposition, "a");
    CHECK(fault(many + "--x--", {4, 4096}).find("more than 4 parts") != std::string::npos);
    CHECK(parse_multipart(many + "--x--", "x", {5, 4096}).parts.size() == 5);
    CHECK_FALSE(fault(part(disposition + "\r\nX: " + std::string(5000, 'x'), "a") + "--x--").empty());
}

TEST_CASE("a boundary is one of RFC 2046") {
    CHECK(multipart_boundary("multipart/form-data; boundary=x") == "x");
    CHECK(multipart_boundary("Multipart/Form-Data; charset=utf-8; Boundary=\"a b\"") == "a b");
    for (const char* type : {"", "text/plain", "multipart/mixed; boundary=x", "multipart/form-data",
                             "multipart/form-data; boundary=", "multipart/form-data; boundary=\"\"",
                             "multipart/form-data; boundary=x; boundary=y",
                             "multipart/form-data; boundary=\"a ", "multipart/form-data; boundary=\"a \"",
                             "multipart/form-data; boundary=a{b", "multipart/form-data; boundary=a b"}) {
        INFO(type);
        CHECK_FALSE(multipart_boundary(type));
    }
    CHECK_FALSE(multipart_boundary("multipart/form-data; boundary=" + std::string(71, 'x')));
}
