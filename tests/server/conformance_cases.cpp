#include "tests/server/conformance_cases.hpp"

using namespace std::string_literals;

namespace mallctl::test {

namespace {

const std::string host = "Host: h\r\n";

std::string get(const std::string& target, const std::string& headers = host) {
    return "GET " + target + " HTTP/1.1\r\n" + headers + "\r\n";
}

std::string post(const std::string& headers, const std::string& body) {
    return "POST /echo HTTP/1.1\r\n" + host + headers + "\r\n" + body;
}

std::string chunked(const std::string& body) {
    return post("Transfer-Encoding: chunked\r\n", body);
}

std::string with_host(const std::string& value) {
    return get("/", "Host: " + value + "\r\n");
}

std::string lines(int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += "X-" + std::to_string(i) + ": y\r\n";
    return text;
}

}  // namespace

std::vector<ConformanceCase> lasting_cases() {
    return {
        // Request lines and targets (RFC 9112 section 3).
        {"origin form", get("/"), 200},
        {"empty lines before the request", "\r\n\r\n" + get("/"), 200},
        {"absolute form", get("http://h/"), 200},
        {"absolute form, another Host", get("http://other.example/"), 200},
        {"absolute form without a path", get("http://h"), 200},
        {"absolute form with a query alone", get("http://h?x=1"), 400},
        {"absolute form, authority with user info", get("http://u@h/"), 400},
        {"absolute form of another scheme", get("ftp://h/"), 400},
        {"OPTIONS *", "OPTIONS * HTTP/1.1\r\n" + host + "\r\n", 204},
        {"GET *", get("*"), 400},
        {"CONNECT", "CONNECT h:443 HTTP/1.1\r\n" + host + "\r\n", 400},
        {"authority form", get("h:80"), 400},
        {"a path without its slash", get("echo"), 400},
        {"a query without a path", get("?x=1"), 400},
        {"a fragment", get("/#a"), 400},
        {"a broken escape", get("/%zz"), 400},
        {"half an escape", get("/%a"), 400},
        {"an escape that is not UTF-8", get("/%FF"), 400},
        {"overlong UTF-8, escaped", get("/%C0%AF"), 400},
        {"a surrogate, escaped", get("/%ED%A0%80"), 400},
        {"an escaped NUL", get("/%00"), 400},
        {"an escaped line end", get("/%0d%0a"), 400},
        {"dot segments stay themselves", get("/../etc/passwd"), 404},
        {"a later minor version", "GET / HTTP/1.2\r\n" + host + "\r\n", 200},
        {"a method in lower case is another", "get / HTTP/1.1\r\n" + host + "\r\n", 405},
        {"an unknown method", "BREW / HTTP/1.1\r\n" + host + "\r\n", 405},
        {"TRACE", "TRACE / HTTP/1.1\r\n" + host + "\r\n", 405},
        {"a method of every kind of byte", "!#$%&'*+-.^_`|~ / HTTP/1.1\r\n" + host + "\r\n", 405},
        {"OPTIONS of a path", "OPTIONS /echo HTTP/1.1\r\n" + host + "\r\n", 204},
        {"HEAD", "HEAD / HTTP/1.1\r\n" + host + "\r\n", 200},
        {"HEAD of what is not there", "HEAD /none HTTP/1.1\r\n" + host + "\r\n", 404},
        {"the longest target", get("/" + std::string(8191, 'a')), 404},
        // Header lines (RFC 9112 section 5, RFC 9110 section 5).
        {"space around a value", get("/", "Host:  \t h \t \r\n"), 200},
        {"no space before a value", get("/", "Host:h\r\n"), 200},
        {"names in any case", get("/", "hOsT: h\r\n"), 200},
        {"an empty value", get("/", host + "X:\r\n"), 200},
        {"obs-text in a value", get("/", host + "X: caf\xE9\r\n"), 200},
        {"a tab in a value", get("/", host + "X: a\tb\r\n"), 200},
        {"a colon in a value", get("/", host + "X: a:b\r\n"), 200},
        {"a line that is repeated", get("/", host + "X: a\r\nX: b\r\n"), 200},
        {"a hundred lines", get("/", host + lines(99)), 200},
        {"a long header under the limit", get("/", host + "X: " + std::string(15'000, 'a') + "\r\n"), 200},
        // Host (RFC 9112 section 3.2).
        {"Host with a port", with_host("h:8080"), 200},
        {"Host with an empty port", with_host("h:"), 200},
        {"Host as IPv4", with_host("127.0.0.1"), 200},
        {"Host as IPv6", with_host("[::1]:80"), 200},
        // Bodies (RFC 9112 sections 6 and 7).
        {"a length", post("Content-Length: 3\r\n", "abc"), 200},
        {"a length of zero", post("Content-Length: 0\r\n", ""), 200},
        {"a length with leading zeros", post("Content-Length: 003\r\n", "abc"), 200},
        {"no length: no body", post("", ""), 200},
        {"HEAD with a length of zero", "HEAD / HTTP/1.1\r\n" + host + "Content-Length: 0\r\n\r\n", 200},
        {"chunks", chunked("3\r\nabc\r\n0\r\n\r\n"), 200},
        {"chunks, coding in any case", post("Transfer-Encoding: ChUnKeD\r\n", "1\r\na\r\n0\r\n\r\n"), 200},
        {"sizes in both cases", chunked("A\r\n0123456789\r\na\r\n0123456789\r\n0\r\n\r\n"), 200},
        {"sizes with leading zeros", chunked("003\r\nabc\r\n000\r\n\r\n"), 200},
        {"extensions", chunked("3;a=b;c=\"d\"\r\nabc\r\n0;e\r\n\r\n"), 200},
        {"a trailer", chunked("3\r\nabc\r\n0\r\nX-Sum: 1\r\nX-More: 2\r\n\r\n"), 200},
        {"a trailer that names a length", chunked("3\r\nabc\r\n0\r\nContent-Length: 9\r\n\r\n"), 200},
        {"a last chunk alone", chunked("0\r\n\r\n"), 200},
        {"a body of line ends", post("Content-Length: 4\r\n", "\r\n\r\n"), 200},
        {"a body that looks like a request", post("Content-Length: 18\r\n", "GET /x HTTP/1.1\r\n\r"), 200},
        // Connection (RFC 9112 section 9.3).
        {"keep-alive said aloud", get("/", host + "Connection: keep-alive\r\n"), 200},
        {"other options of Connection", get("/", host + "Connection: X-A, upgrade\r\n"), 200},
        {"Upgrade to what is not spoken", get("/", host + "Connection: upgrade\r\nUpgrade: h2c\r\n"), 200},
        {"HTTP/1.0 that keeps alive", "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", 200},
    };
}

std::vector<ConformanceCase> ending_cases() {
    const std::string smuggled = "GET /smuggled HTTP/1.1\r\n" + host + "\r\n";
    return {
        {"HTTP/1.0", "GET / HTTP/1.0\r\n\r\n", 200},
        {"Connection: close", get("/", host + "Connection: close\r\n"), 200},
        {"close in a list", get("/", host + "Connection: keep-alive, Close\r\n"), 200},
        // Request lines.
        {"the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
        {"HTTP/3.0", "GET / HTTP/3.0\r\n" + host + "\r\n", 505},
        {"HTTP/0.9", "GET /\r\n\r\n", 400},
        {"a version in lower case", "GET / http/1.1\r\n" + host + "\r\n", 400},
        {"a version of two digits", "GET / HTTP/1.10\r\n" + host + "\r\n", 400},
        {"a version without a dot", "GET / HTTP/11\r\n" + host + "\r\n", 400},
        {"two spaces", "GET  / HTTP/1.1\r\n" + host + "\r\n", 400},
        {"a space at the end", "GET / HTTP/1.1 \r\n" + host + "\r\n", 400},
        {"a space in the target", "GET /a b HTTP/1.1\r\n" + host + "\r\n", 400},
        {"a tab for a space", "GET\t/ HTTP/1.1\r\n" + host + "\r\n", 400},
        {"a space before the method", " GET / HTTP/1.1\r\n" + host + "\r\n", 400},
        {"a method with an at", "G@T / HTTP/1.1\r\n" + host + "\r\n", 400},
        {"UTF-8 in the target", get("/caf\xC3\xA9"), 400},
        {"Latin-1 in the target", get("/caf\xE9"), 400},
        {"overlong UTF-8 in the target", get("/\xC0\xAF"), 400},
        {"NUL in the target", get("/a\0b"s), 400},
        {"DEL in the target", get("/a\x7F"), 400},
        {"a target too long", get("/" + std::string(8192, 'a')), 414},
        {"a target far too long", get("/" + std::string(60'000, 'a')), 414},
        {"a TLS hello", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400},
        // Line ends.
        {"bare LF", "GET / HTTP/1.1\nHost: h\n\n", 400},
        {"bare LF after a header", "GET / HTTP/1.1\r\nHost: h\n\r\n", 400},
        {"bare LF at the end", "GET / HTTP/1.1\r\nHost: h\r\n\n", 400},
        {"bare CR in a value", get("/", host + "X: a\rb\r\n"), 400},
        {"bare CR after the request line", "GET / HTTP/1.1\rHost: h\r\n\r\n", 400},
        {"two CR", "GET / HTTP/1.1\r\r\n" + host + "\r\n", 400},
        // Header lines.
        {"obs-fold", get("/", host + "X: a\r\n b\r\n"), 400},
        {"obs-fold with a tab", get("/", host + "X: a\r\n\tb\r\n"), 400},
        {"obs-fold of the first line", get("/", " X: a\r\n" + host), 400},
        {"a space before the colon", get("/", host + "X : a\r\n"), 400},
        {"a tab before the colon", get("/", host + "X\t: a\r\n"), 400},
        {"no colon", get("/", host + "X\r\n"), 400},
        {"no name", get("/", host + ": a\r\n"), 400},
        {"a space in a name", get("/", host + "X Y: a\r\n"), 400},
        {"UTF-8 in a name", get("/", host + "\xC3\xA9: a\r\n"), 400},
        {"a parenthesis in a name", get("/", host + "X(: a\r\n"), 400},
        {"NUL in a name", get("/", host + "X\0: a\r\n"s), 400},
        {"NUL in a value", get("/", host + "X: a\0b\r\n"s), 400},
        {"an escape sequence in a value", get("/", host + "X: \x1B[31m\r\n"), 400},
        {"more than a hundred lines", get("/", host + lines(100)), 431},
        {"a flood of lines", get("/", host + lines(5'000)), 431},
        {"a line too long", get("/", host + "X: " + std::string(17'000, 'a') + "\r\n"), 431},
        {"a name too long", get("/", host + std::string(17'000, 'a') + ": x\r\n"), 431},
        // Host.
        {"no Host", get("/", ""), 400},
        {"two of Host", get("/", host + host), 400},
        {"two of Host that differ", get("/", host + "Host: i\r\n"), 400},
        {"an empty Host", with_host(""), 400},
        {"Host with user info", with_host("u@h"), 400},
        {"Host with a path", with_host("h/a"), 400},
        {"Host as a list", with_host("a, b"), 400},
        {"Host with a scheme", with_host("http://h"), 400},
        {"Host with a space", with_host("a b"), 400},
        {"Host with a port that is none", with_host("h:x"), 400},
        {"Host with half an IPv6 address", with_host("[::1"), 400},
        {"Host with UTF-8", with_host("\xC3\xA9.example"), 400},
        // Lengths and codings, and what is smuggled between them (RFC 9112 section 6.3).
        {"CL.TE", post("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n" + smuggled), 400},
        {"TE.CL", post("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", "5c\r\n" + smuggled), 400},
        {"two lengths", post("Content-Length: 3\r\nContent-Length: 4\r\n", "abcd"), 400},
        {"one length twice", post("Content-Length: 3\r\nContent-Length: 3\r\n", "abc"), 400},
        {"a list of lengths", post("Content-Length: 3, 3\r\n", "abc"), 400},
        {"a negative length", post("Content-Length: -1\r\n", ""), 400},
        {"a length with a plus", post("Content-Length: +3\r\n", "abc"), 400},
        {"a hexadecimal length", post("Content-Length: 0x3\r\n", "abc"), 400},
        {"an empty length", post("Content-Length:\r\n", "abc"), 400},
        {"a length with a space inside", post("Content-Length: 1 0\r\n", "abc"), 400},
        {"a length beyond 64 bits", post("Content-Length: 18446744073709551617\r\n", "a"), 400},
        {"a length over the route's", post("Content-Length: 1001\r\n", ""), 413},
        {"a length of a gigabyte", post("Content-Length: 1073741824\r\n", ""), 413},
        {"an unknown coding", post("Transfer-Encoding: gzip\r\n", ""), 501},
        {"xchunked", post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n" + smuggled), 501},
        {"identity", post("Transfer-Encoding: identity\r\n", ""), 501},
        {"gzip before chunked", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), 501},
        {"chunked not final", post("Transfer-Encoding: chunked, gzip\r\n", "0\r\n\r\n"), 400},
        {"chunked twice", post("Transfer-Encoding: chunked, chunked\r\n", "0\r\n\r\n"), 400},
        {"an empty coding", post("Transfer-Encoding:\r\n", "0\r\n\r\n"), 400},
        {"two lines of codings", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n", "0\r\n\r\n"),
         400},
        {"a quoted coding", post("Transfer-Encoding: \"chunked\"\r\n", "0\r\n\r\n"), 501},
        {"a vertical tab before a coding", post("Transfer-Encoding: \vchunked\r\n", "0\r\n\r\n"), 400},
        {"a coding in HTTP/1.0", "POST /echo HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {"chunks of no number", chunked("x\r\n"), 400},
        {"chunks of a number with 0x", chunked("0x1\r\na\r\n0\r\n\r\n"), 400},
        {"chunks of a negative number", chunked("-1\r\n"), 400},
        {"a chunk's size with a space", chunked("1 \r\na\r\n0\r\n\r\n"), 400},
        {"a chunk's size beyond 64 bits", chunked("00000000000000001\r\n"), 400},
        {"a chunk longer than its size", chunked("1\r\nab\r\n0\r\n\r\n"), 400},
        {"a chunk with bare LF", chunked("1\na\n0\n\n"), 400},
        {"a chunk's extension with bare LF", chunked("1;a\nb\r\na\r\n0\r\n\r\n"), 400},
        {"chunks over the route's length", chunked("3e9\r\n"), 413},
        {"an extension without end", chunked("1;" + std::string(20'000, 'a')), 431},
        {"a trailer without end", chunked("0\r\n" + lines(3'000)), 431},
        {"a trailer that is none", chunked("0\r\nno trailer\r\n\r\n"), 400},
        // Expectations (RFC 9110 section 10.1.1).
        {"an unknown expectation", post("Expect: miracles\r\nContent-Length: 1\r\n", "a"), 417},
        {"a body too long that is asked about", post("Expect: 100-continue\r\nContent-Length: 5000\r\n", ""),
         413},
    };
}

}  // namespace mallctl::test
