// The files of an upload.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/route.hpp"

namespace mallctl::server {

struct UploadedFile {
    std::string name;  // one that can stand in a folder: no path, no hidden file
    std::string_view bytes;
};

// Of multipart/form-data every part that is a file; of any other type the body itself, called as the
// parameter `name` says. Views are of the body. Throws http::ProblemError: 422 for a name that is none, is
// there twice or is missing, and for no file at all; 400 for a form that is malformed.
std::vector<UploadedFile> uploaded_files(const Call& call);

}  // namespace mallctl::server
