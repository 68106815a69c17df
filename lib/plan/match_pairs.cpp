#include "plan/match_pairs.hpp"

namespace mallctl::plan {

const char* to_string(Means means) {
    switch (means) {
        case Means::none:
            return "";
        case Means::id:
            return "id";
        case Means::source_id:
            return "source_id";
        case Means::ref:
            return "ref";
        case Means::overlap:
            return "overlap";
    }
    return "";
}

bool Pairing::link(std::size_t fresh, std::size_t old, Means means) {
    if (old_[fresh] || fresh_[old]) return false;
    old_[fresh] = old;
    fresh_[old] = fresh;
    means_[fresh] = means;
    ++links_;
    return true;
}

}  // namespace mallctl::plan
