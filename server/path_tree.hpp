// Finds the routes of a path: a tree of segments.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/route.hpp"

namespace mallctl::server {

class PathTree {
  public:
    PathTree();

    // `route` is what find() hands on. Throws std::logic_error for a pattern that does not begin with '/' or
    // has over PathValues::most names, and for a method that the pattern has already.
    void add(std::string_view method, std::string_view pattern, std::size_t route);

    // Where the path leads: `routes` of the pattern that fits, words before names where several do, with the
    // values of its names. A pattern that has the method comes before one that only fits.
    struct Match {
        const std::size_t* route = nullptr;  // the one with the method; GET answers HEAD
        PathValues values;
        std::string allow;  // the methods there are, where none is the right one: "GET, HEAD"
    };
    Match find(std::string_view method, std::span<const std::string> segments) const;

  private:
    // Each names the values of its own pattern.
    struct Method {
        std::string_view name;
        std::size_t route = 0;
        std::array<std::string_view, PathValues::most> values{};
    };
    using Segments = std::span<const std::string>;
    // The segments that names stand for, on the way down.
    struct Taken {
        std::array<std::string_view, PathValues::most> values{};
        std::size_t size = 0;
    };
    struct Child {
        std::string_view word;
        std::uint32_t node = 0;
    };
    struct Node {
        std::vector<Child> words;  // by word
        std::uint32_t any = 0;     // the node that any segment leads to; 0: none
        std::vector<Method> methods;
    };

    std::uint32_t child_of(std::uint32_t parent, std::string_view part);
    bool descend(std::uint32_t node, std::string_view method, Segments rest, Taken& taken,
                 Match& match) const;

    std::vector<Node> nodes_;  // the first is the root
};

}  // namespace mallctl::server
