# cmake -DOUTPUT=FILE.cpp [-DFOLDER=swagger-ui-dist] -P EmbedViewer.cmake: the viewer's files compiled in; without a
# folder none.
set(cases "")
if(FOLDER)
    foreach(name swagger-ui.css swagger-ui-bundle.js)
        file(READ ${FOLDER}/${name} text)
        string(APPEND cases "    if (name == \"${name}\") return R\"mallctl_web(${text})mallctl_web\";\n")
    endforeach()
endif()
file(WRITE ${OUTPUT} "#include \"server/web/viewer.hpp\"\n\nnamespace mallctl::server::web {\n\nstd::string_view viewer_asset([[maybe_unused]] std::string_view name) {\n${cases}    return {};\n}\n\n}  // namespace mallctl::server::web\n")
