// Many threads ask one graph while what is closed changes and the artifact is swapped: every answer is the
// one of the state that was asked. tests/tsan runs this under the thread sanitizer.
#include <atomic>
#include <catch2/catch.hpp>
#include <memory>
#include <mutex>
#include <random>
#include <thread>

#include "nav/closures.hpp"
#include "tests/support/generated_mall.hpp"

using namespace mallctl;

namespace {

constexpr std::size_t variants = 4;  // of what is closed
constexpr std::size_t pairs = 12;
const std::array asked_profiles{nav::Profile::walk, nav::Profile::wheelchair};

struct Artifact {
    explicit Artifact(const plan::Plan& plan) {
        core::Diagnostics findings;
        bytes = nav::build(plan, findings);
    }
    std::vector<std::byte> bytes;
};

struct Answer {
    bool found = false;
    double distance_m = 0;
    double duration_s = 0;
    double reached_s = 0;

    bool operator==(const Answer&) const = default;
};

// What queries run on: one artifact opened, and what is closed on it. Never changed once it is published.
struct State {
    State(const Artifact& artifact, const test::PlanMaker& mall, std::size_t which, std::size_t variant)
        : artifact_index(which), closed_variant(variant), graph(artifact.bytes) {
        std::vector<nav::Closure> closed;
        if (variant & 1) {
            nav::Closure lift;
            lift.label = "lift";
            lift.connector = mall.plan.connectors.front().id;
            closed.push_back(lift);
        }
        if (variant & 2) {
            nav::Closure area;
            area.label = "spill";
            area.area = mall.polygon(test::Rectangle{20, 110, 24, 122});  // most of the gallery's width
            closed.push_back(area);
        }
        closures = std::make_unique<nav::Closures>(graph, closed);
    }

    Answer ask(const test::PlanMaker& mall, std::size_t pair) const {
        std::mt19937 random(static_cast<unsigned>(pair));
        const auto place = [&] {
            return mall.place(static_cast<std::uint32_t>(random() % 2),
                              3 + static_cast<double>(random() % 50),
                              112 + static_cast<double>(random() % 12));
        };
        const nav::Place from = place();
        const nav::Place to = place();
        const nav::RouteOptions options(asked_profiles[pair % asked_profiles.size()],
                                        nav::Preference::quickest, closures.get());
        Answer answer;
        if (const auto route = graph.route(from, to, options)) {
            answer.found = true;
            answer.distance_m = route->distance_m;
            answer.duration_s = route->duration_s;
        }
        const std::vector<nav::Place> targets{to, mall.place(plan::UnitIndex{3})};
        for (const auto& reached : graph.reach(from, targets, options)) {
            answer.reached_s += reached ? reached->duration_s : 0;
        }
        return answer;
    }

    std::size_t artifact_index;
    std::size_t closed_variant;
    nav::Graph graph;
    std::unique_ptr<nav::Closures> closures;
};

// A pointer that readers take while a writer replaces it. By a mutex: the thread sanitizer does not follow
// the spin lock inside the std::atomic<std::shared_ptr> of g++ 12.
class Published {
  public:
    std::shared_ptr<const State> take() const {
        const std::lock_guard lock(mutex_);
        return state_;
    }
    void replace(std::shared_ptr<const State> state) {
        const std::lock_guard lock(mutex_);
        state_.swap(state);
    }

  private:
    mutable std::mutex mutex_;
    std::shared_ptr<const State> state_;
};

}  // namespace

TEST_CASE("threads get the answers of one state while closures change and the artifact is swapped") {
    test::PlanMaker mall = test::generate_mall({3, 2, 20});
    std::vector<Artifact> artifacts;
    artifacts.emplace_back(mall.plan);
    mall.fixture(0, {40, 113, 43, 124});  // the next version of the plan
    artifacts.emplace_back(mall.plan);

    std::vector<Answer> expected;
    std::size_t different = 0;
    for (std::size_t which = 0; which < artifacts.size(); ++which) {
        for (std::size_t variant = 0; variant < variants; ++variant) {
            const State state(artifacts[which], mall, which, variant);
            for (std::size_t pair = 0; pair < pairs; ++pair) {
                expected.push_back(state.ask(mall, pair));
                different += expected.back() != expected[pair];
            }
        }
    }
    REQUIRE(different > 10);  // or the states could be mixed up unseen

    Published published;
    const auto publish = [&](std::size_t step) {
        const std::size_t which = step / variants % artifacts.size();
        published.replace(std::make_shared<const State>(artifacts[which], mall, which, step % variants));
    };
    publish(0);
    std::atomic<bool> done = false;
    std::atomic<std::size_t> asked = 0;
    std::atomic<std::size_t> wrong = 0;
    std::vector<std::thread> readers;
    for (unsigned reader = 0; reader < 4; ++reader) {
        readers.emplace_back([&, reader] {
            for (std::size_t i = reader; !done; ++i) {
                const auto state = published.take();
                const std::size_t place = state->artifact_index * variants + state->closed_variant;
                wrong += state->ask(mall, i % pairs) != expected[place * pairs + i % pairs];
                ++asked;
            }
        });
    }
    for (std::size_t step = 1; step <= 40 || asked < 400; ++step) publish(step);
    done = true;
    for (std::thread& reader : readers) reader.join();
    CHECK(wrong == 0);
    CHECK(asked >= 400);
}
