# mallctl_library(NAME [PUBLIC target...] [PRIVATE target...])
#
# One static library made of every .cpp of the current folder and below. Our own
# libraries it builds on are PUBLIC; third-party ones are PRIVATE, so that no
# other target can come to depend on them by accident.
function(mallctl_library name)
    cmake_parse_arguments(ARG "" "" "PUBLIC;PRIVATE" ${ARGN})
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
    if(NOT sources)
        add_library(${name} INTERFACE)
        target_include_directories(${name} INTERFACE ${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/lib)
        target_link_libraries(${name} INTERFACE ${ARG_PUBLIC})
        return()
    endif()
    add_library(${name} STATIC ${sources})
    target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/lib)
    target_link_libraries(${name} PUBLIC ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
    mallctl_warnings(${name})
endfunction()

# Warnings are errors for our own code; third-party headers are SYSTEM includes.
function(mallctl_warnings name)
    target_compile_options(${name} PRIVATE
        -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast
        -Woverloaded-virtual -Wnull-dereference -Werror)
    # g++ 12 reports false maybe-uninitialized and dangling cases inside its own
    # <optional>, <variant> and <string> at -O2 and above (GCC bugs 80635, 105562).
    target_compile_options(${name} PRIVATE
        -Wno-maybe-uninitialized -Wno-restrict -Wno-error=null-dereference
        -Wno-error=stringop-overflow -Wno-error=array-bounds)
endfunction()
