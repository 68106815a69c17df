#include "server/imports/upload.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/utf8.hpp"
#include "server/http/multipart.hpp"
#include "server/http/problem.hpp"
#include "server/json_body.hpp"

namespace mallctl::server {

namespace {

constexpr std::size_t longest_name = 100;

// A name of a file and nothing else, on any system.
bool is_file_name(std::string_view name) {
    if (name.empty() || name.size() > longest_name || name.front() == '.') return false;
    if (!core::is_utf8(name) || core::has_control_character(name)) return false;
    return name.find_first_of("/\\:*?\"<>|") == std::string_view::npos;
}

void require_file_name(std::string_view name) {
    if (is_file_name(name)) return;
    throw_invalid("/name", fmt::format("a file is named by 1 to {} bytes without a path, and not hidden",
                                       longest_name));
}

std::vector<UploadedFile> files_of_form(std::string_view body, std::string_view boundary) {
    const http::Multipart form = http::parse_multipart(body, boundary);
    if (!form.fault.empty()) {
        throw http::ProblemError({400, "bad-form", "The form cannot be understood", form.fault,
                                  "send it as multipart/form-data (RFC 7578)", 0});
    }
    std::vector<UploadedFile> files;
    std::set<std::string_view> names;
    for (const http::Part& part : form.parts) {
        if (part.filename.empty())
            throw_invalid("/" + std::string(part.name),
                          "this is no file; options are parameters of the path");
        require_file_name(part.filename);
        if (!names.insert(part.filename).second)
            throw_invalid("/" + std::string(part.name), "two files have one name");
        files.push_back({std::string(part.filename), part.body});
    }
    return files;
}

}  // namespace

std::vector<UploadedFile> uploaded_files(const Call& call) {
    const auto type = call.request.header("Content-Type").value_or("");
    std::vector<UploadedFile> files;
    if (const auto boundary = http::multipart_boundary(type)) {
        files = files_of_form(call.request.body, *boundary);
    } else {
        const std::string_view given = call.parameter("name");
        const std::string_view name = given.empty() ? std::string_view("plan") : given;
        require_file_name(name);
        files.push_back({std::string(name), call.request.body});
    }
    const bool is_empty =
        std::all_of(files.begin(), files.end(), [](const UploadedFile& file) { return file.bytes.empty(); });
    if (is_empty) throw_invalid("", "nothing was uploaded");
    return files;
}

}  // namespace mallctl::server
