// The viewer of the API's description, as it was vendored when the program was built.
#pragma once

#include <string_view>

namespace mallctl::server::web {

// "swagger-ui.css" or "swagger-ui-bundle.js" of the npm package swagger-ui-dist; "" where the program was
// built without MALLCTL_WEB.
std::string_view viewer_asset(std::string_view name);

}  // namespace mallctl::server::web
