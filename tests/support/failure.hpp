// Errors that are expected.
#pragma once

#include <catch2/catch.hpp>
#include <stdexcept>

#include "core/error.hpp"

namespace mallctl::test {

// What the action throws; the test fails where it does not.
core::Error failure(const auto& action) {
    try {
        action();
    } catch (const core::Error& error) {
        return error;
    }
    FAIL("nothing was thrown");
    throw std::logic_error("unreachable");
}

}  // namespace mallctl::test
