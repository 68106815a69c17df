#include "operations/snapshot/memory.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/hours/parser.hpp"
#include "operations/snapshot/members.hpp"

namespace mallctl::operations {

namespace {

// What malloc of glibc takes for `size` bytes on 64-bit machines: a word in front, multiples of 16, 32 at
// least (sourceware.org/glibc/wiki/MallocInternals).
constexpr std::size_t allocated(std::size_t size) {
    constexpr std::size_t word = 8;
    constexpr std::size_t step = 16;
    return size == 0 ? 0 : std::max<std::size_t>(32, (size + word + step - 1) / step * step);
}

// Parent, children and colour in front of what a node of a map holds.
constexpr std::size_t node_links = 32;

// The memory behind a value, without the value itself.
class Heap {
  public:
    std::size_t bytes() const { return bytes_; }

    void operator()(const std::string& text) {
        constexpr std::size_t kept_inside = 15;
        if (text.capacity() > kept_inside) bytes_ += allocated(text.capacity() + 1);
    }

    template <class T>
    void operator()(const std::vector<T>& values) {
        bytes_ += allocated(values.capacity() * sizeof(T));
        if constexpr (!std::is_trivially_copyable_v<T>) {
            for (const T& value : values) (*this)(value);
        }
    }

    template <class Key, class Value, class Less>
    void operator()(const std::map<Key, Value, Less>& values) {
        for (const auto& [key, value] : values) {
            bytes_ += allocated(node_links + sizeof(std::pair<const Key, Value>));
            (*this)(key);
            (*this)(value);
        }
    }

    template <class T>
    void operator()(const std::optional<T>& value) {
        if (value) (*this)(*value);
    }

    template <class T>
    requires HasMembers<T>
    void operator()(const T& value) {
        for_each_member(value, [this](const auto& member) { (*this)(member); });
    }

    template <class T>
    requires(std::is_trivially_copyable_v<T> && !HasMembers<T>) void operator()(const T&) {}

    void add(std::size_t bytes) { bytes_ += bytes; }

  private:
    std::size_t bytes_ = 0;
};

// Hours do not show what they are made of: the rules are read again from their text.
std::size_t memory_of_rules(const std::string& text) {
    Heap heap;
    const auto rules = catalog::hours::read_rules(text);
    heap.add(allocated(rules.capacity() * sizeof(catalog::hours::Rule)));
    for (const auto& rule : rules) {
        heap(rule.spans);
        heap(rule.dates.years);
        heap(rule.dates.ranges);
    }
    return heap.bytes();
}

std::size_t memory_of_hours(const Snapshot& snapshot) {
    std::size_t bytes = allocated(snapshot.hours.capacity() * sizeof snapshot.hours[0]);
    std::map<std::string_view, std::size_t> known;  // most stores keep the same hours
    for (std::size_t i = 0; i < snapshot.hours.size(); ++i) {
        if (!snapshot.hours[i]) continue;
        const std::string& own = snapshot.catalog.stores[i].hours;
        const std::string& text = own.empty() ? snapshot.mall.hours : own;
        const auto [place, is_new] = known.try_emplace(text);
        if (is_new) place->second = memory_of_rules(text);
        bytes += place->second;
    }
    return bytes;
}

// An opened artifact keeps lists of its own beside the bytes that it is a view of: of a graph units and
// connectors, some thousandths of its floors.
std::size_t memory_of_artifact(const ArtifactBytes& bytes) {
    constexpr std::size_t lists_part = 256;
    return bytes.view().size() + bytes.view().size() / lists_part;
}

}  // namespace

std::size_t memory_of(const Snapshot& snapshot) {
    Heap heap;
    heap.add(allocated(sizeof(Snapshot)));
    heap(snapshot.mall);
    heap(snapshot.catalog);
    heap(snapshot.wares);
    heap(snapshot.plan);
    heap(snapshot.tenancies);
    heap.add(memory_of_hours(snapshot));
    heap(snapshot.holidays);
    heap(snapshot.former_locations);
    heap(snapshot.searched_places);
    heap(snapshot.searched_offers);
    heap.add(memory_of_artifact(snapshot.nav_bytes));
    heap.add(memory_of_artifact(snapshot.search_bytes));
    return heap.bytes();
}

}  // namespace mallctl::operations
