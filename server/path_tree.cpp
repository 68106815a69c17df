#include "server/path_tree.hpp"

#include <algorithm>
#include <stdexcept>

namespace mallctl::server {

namespace {

[[noreturn]] void throw_wrong(std::string_view pattern, const char* why) {
    throw std::logic_error("route " + std::string(pattern) + ": " + why);
}

constexpr auto before = [](const auto& child, std::string_view word) { return child.word < word; };

bool answers(std::string_view has, std::string_view asked) {
    return has == asked || (has == "GET" && asked == "HEAD");
}

}  // namespace

PathTree::PathTree() : nodes_(1) {}

std::uint32_t PathTree::child_of(std::uint32_t parent, std::string_view part) {
    const auto made = static_cast<std::uint32_t>(nodes_.size());
    if (part.starts_with('{')) {
        if (nodes_[parent].any == 0) {
            nodes_[parent].any = made;
            nodes_.emplace_back();
        }
        return nodes_[parent].any;
    }
    auto& words = nodes_[parent].words;
    const auto at = std::lower_bound(words.begin(), words.end(), part, before);
    if (at != words.end() && at->word == part) return at->node;
    words.insert(at, {part, made});
    nodes_.emplace_back();
    return made;
}

void PathTree::add(std::string_view method, std::string_view pattern, std::size_t route) {
    if (!pattern.starts_with('/')) throw_wrong(pattern, "begins without a '/'");
    Method made{method, route, {}};
    std::size_t names = 0;
    std::uint32_t node = 0;
    for (std::string_view rest = pattern.substr(1); !rest.empty();) {
        const std::size_t end = std::min(rest.find('/'), rest.size());
        const std::string_view part = rest.substr(0, end);
        if (part.starts_with('{')) {
            if (names == PathValues::most) throw_wrong(pattern, "has too many names");
            made.values[names++] = part.substr(1, part.size() - 2);
        }
        node = child_of(node, part);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    for (const Method& known : nodes_[node].methods) {
        if (known.name == method) throw_wrong(pattern, "is there twice with one method");
    }
    nodes_[node].methods.push_back(made);
}

bool PathTree::descend(std::uint32_t at, std::string_view method, Segments rest, Taken& taken,
                       Match& match) const {
    const Node& node = nodes_[at];
    if (rest.empty()) {
        for (const Method& known : node.methods) {
            if (!answers(known.name, method)) continue;
            match.route = &known.route;
            for (std::size_t i = 0; i < taken.size; ++i) match.values.add(known.values[i], taken.values[i]);
            return true;
        }
        for (const Method& known : node.methods) {
            if (!match.allow.empty()) match.allow += ", ";
            match.allow += known.name == "GET" ? "GET, HEAD" : known.name;
        }
        return false;
    }
    const std::string_view segment = rest.front();
    const auto word = std::lower_bound(node.words.begin(), node.words.end(), segment, before);
    if (word != node.words.end() && word->word == segment &&
        descend(word->node, method, rest.subspan(1), taken, match)) {
        return true;
    }
    if (node.any == 0 || segment.empty()) return false;
    taken.values[taken.size++] = segment;  // no node is deeper in names than the patterns that made it
    if (descend(node.any, method, rest.subspan(1), taken, match)) return true;
    --taken.size;
    return false;
}

PathTree::Match PathTree::find(std::string_view method, Segments segments) const {
    Match match;
    Taken taken;
    descend(0, method, segments, taken, match);
    return match;
}

}  // namespace mallctl::server
