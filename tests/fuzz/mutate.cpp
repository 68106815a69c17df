#include "tests/fuzz/mutate.hpp"

#include <algorithm>
#include <array>

namespace mallctl::fuzz {

namespace {

constexpr std::size_t longest_input = 64 * 1024;
constexpr std::size_t longest_part = 64;

// Bytes that mean something to many formats: ends of ranges, quotes, brackets, separators, line ends.
constexpr char telling_bytes[] = "\0\x01\x7F\x80\xFF\"'{}[]<>:;,./\\%@#&*-+ \t\r\n09aZ=|()";
constexpr std::string_view telling(telling_bytes, sizeof(telling_bytes) - 1);

}  // namespace

// SplitMix64 (Steele, Lea, Flood 2014): distributions of the standard library differ between machines.
std::uint64_t Mutator::random(std::uint64_t below) {
    state_ += 0x9E3779B97F4A7C15;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return (z ^ (z >> 31)) % below;
}

std::string Mutator::any_part() {
    const std::string& seed = any_seed();
    const std::size_t begin = random(seed.size() + 1);
    return seed.substr(begin, random(longest_part));
}

void Mutator::change(std::string& input) {
    const std::size_t at = random(input.size() + 1);
    const bool inside = at < input.size();
    switch (random(7)) {
        case 0:
            if (inside) input[at] = static_cast<char>(input[at] ^ (1 << random(8)));
            break;
        case 1:
            if (inside) input[at] = telling[random(telling.size())];
            break;
        case 2:
            input.insert(at, 1 + random(3), telling[random(telling.size())]);
            break;
        case 3:
            input.erase(at, 1 + random(longest_part));
            break;
        case 4:
            input.insert(at, any_part());
            break;
        case 5:
            input.replace(at, random(longest_part), any_part());
            break;
        default:
            input.insert(at, input.substr(random(input.size() + 1), random(longest_part)));
    }
}

std::string Mutator::next() {
    std::string input = any_seed();
    if (random(8) == 0) {
        const std::string& other = any_seed();
        input = input.substr(0, random(input.size() + 1)) + other.substr(random(other.size() + 1));
    }
    for (std::uint64_t changes = 1 + random(6); changes > 0; --changes) change(input);
    input.resize(std::min(input.size(), longest_input));
    return input;
}

}  // namespace mallctl::fuzz
