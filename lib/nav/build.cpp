#include "nav/build.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>

#include "core/error.hpp"
#include "nav/artifact/floor_section.hpp"
#include "nav/artifact/format.hpp"
#include "nav/artifact/level_section.hpp"
#include "nav/artifact/mall_info.hpp"
#include "nav/build/assemble.hpp"
#include "nav/build/build_floor.hpp"
#include "nav/query/portal_times.hpp"
#include "nav/space/frame.hpp"

namespace mallctl::nav {

namespace {

// One level, built or taken over.
struct LevelPart {
    format::Key key{};
    BodyShapes shapes;  // without rings
    std::vector<std::byte> places;
    std::array<std::vector<std::byte>, bodies.size()> floors;
    core::Diagnostics findings;
    bool reused = false;
};

format::Key binary_key(const std::string& hex) {
    format::Key key{};
    for (std::size_t i = 0; i < key.size(); ++i) {
        key.at(i) = static_cast<std::uint8_t>(std::stoul(hex.substr(2 * i, 2), nullptr, 16));
    }
    return key;
}

std::vector<std::byte> copy(std::span<const std::byte> bytes) {
    return {bytes.begin(), bytes.end()};
}

class Builder {
  public:
    Builder(const plan::Plan& plan, const BuildOptions& options)
        : plan_(plan),
          options_(options),
          frame_(frame_of(plan)),
          to_mm_([this](core::Point p) { return grid_point(frame_, p); }),
          ids_(plan) {
        try {
            if (!options.previous.empty()) {
                previous_.emplace(format::layout, options.previous);
                previous_->verify();
            }
        } catch (const core::Error&) {
            previous_.reset();
        }
        parts_.resize(plan.levels.size());
    }

    Build run(core::Diagnostics& findings) {
        build_levels();
        Build result;
        for (LevelPart& part : parts_) {
            ++(part.reused ? result.levels_reused : result.levels_built);
            findings.insert(findings.end(), part.findings.begin(), part.findings.end());
        }
        result.bytes = write();
        return result;
    }

  private:
    // Workers take the next level until none is left; the first error ends them all.
    void build_levels() {
        std::atomic<std::size_t> next{0};
        std::exception_ptr failure;
        std::mutex guard;
        const auto work = [&] {
            try {
                for (std::size_t i = next++; i < parts_.size(); i = next++) build_level(i);
            } catch (...) {
                next = parts_.size();
                const std::lock_guard lock(guard);
                if (!failure) failure = std::current_exception();
            }
        };
        {
            std::vector<std::jthread> threads;
            const auto others = std::min<std::size_t>(std::max(options_.jobs, 1U), parts_.size());
            for (std::size_t i = 1; i < others; ++i) threads.emplace_back(work);
            work();
        }
        if (failure) std::rethrow_exception(failure);
    }

    void build_level(std::size_t index) {
        if (options_.stop.stop_requested())
            throw core::Error(core::Fault::interrupted, "the build was stopped");
        LevelPart& part = parts_[index];
        part.key = binary_key(level_key(plan_, index, options_.settings, text_of(frame_)));
        if (take_over(index, part)) return;
        const Geos geos;
        part.shapes = shape_level(geos, plan_, index, options_.settings, to_mm_, part.findings);
        for (const Body body : bodies) build_body(part, body);
        for (LevelShape& shape : part.shapes) shape.rings.clear();
        part.places = write_level(plan_, part.shapes);
    }

    static void build_body(LevelPart& part, Body body) {
        const LevelShape& shape = part.shapes[index_of(body)];
        const LevelShape& walker = part.shapes[index_of(Body::walker)];
        part.floors[index_of(body)] = body != Body::walker && same_floor(shape, walker)
                                          ? part.floors[index_of(Body::walker)]
                                          : write_floor(build_floor(shape));
    }

    bool take_over(std::size_t index, LevelPart& part) const {
        if (!previous_) return false;
        const auto level = static_cast<std::uint32_t>(index);
        // Levels may have changed places.
        for (std::uint32_t i = 0; const auto found = previous_->find(format::Kind::level, i); ++i) {
            if (found->key != part.key) continue;
            try {
                auto shapes = read_level(found->bytes, ids_, level);
                if (!shapes) return false;
                part.shapes = std::move(*shapes);
                part.places = copy(found->bytes);
                for (const Body body : bodies) {
                    const auto floor =
                        previous_->get(format::Kind::floor, i, static_cast<std::uint32_t>(body));
                    read_floor(floor);
                    part.floors[index_of(body)] = copy(floor);
                }
                part.reused = true;
            } catch (const core::Error&) {
                return false;
            }
            return true;
        }
        return false;
    }

    std::vector<std::byte> write() const {
        std::vector<BodyShapes> levels;
        for (const LevelPart& part : parts_) levels.push_back(part.shapes);
        const MallInfo mall = describe_mall(plan_, frame_.origin(), levels);
        std::vector<core::Section> sections;
        sections.push_back({format::Kind::mall, 0, 0, {}, write_mall(mall)});
        for (std::uint32_t i = 0; i < parts_.size(); ++i) {
            sections.push_back({format::Kind::level, i, 0, parts_[i].key, parts_[i].places});
        }
        for (const Profile profile : profiles) {
            sections.push_back({format::Kind::profile,
                                static_cast<std::uint32_t>(profile),
                                0,
                                {},
                                write_times(levels, profile)});
        }
        for (std::uint32_t i = 0; i < parts_.size(); ++i) {
            for (const Body body : bodies) {
                sections.push_back({format::Kind::floor, i, static_cast<std::uint32_t>(body), parts_[i].key,
                                    parts_[i].floors[index_of(body)]});
            }
        }
        return core::write_sections(format::layout, sections);
    }

    std::vector<std::byte> write_times(const std::vector<BodyShapes>& levels, Profile profile) const {
        const ProfileInfo info = describe_rides(plan_, levels, profile);
        std::vector<std::vector<float>> walks;
        for (const LevelPart& part : parts_) {
            walks.push_back(portal_walks(read_floor(part.floors[index_of(body_of(profile))])));
        }
        return write_profile(info, portal_times(walks, info.rides, {}, speed_m_s(profile)));
    }

    const plan::Plan& plan_;
    const BuildOptions& options_;
    core::LocalFrame frame_;
    ToMm to_mm_;
    PlanIds ids_;
    std::optional<core::Sections> previous_;
    std::vector<LevelPart> parts_;
};

}  // namespace

Build build(const plan::Plan& plan, const BuildOptions& options, core::Diagnostics& findings) {
    return Builder(plan, options).run(findings);
}

std::vector<std::byte> build(const plan::Plan& plan, core::Diagnostics& findings) {
    return build(plan, BuildOptions{}, findings).bytes;
}

}  // namespace mallctl::nav
