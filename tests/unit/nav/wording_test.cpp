#include "nav/guidance/wording.hpp"

#include <catch2/catch.hpp>
#include <set>

#include "nav/guidance/guidance.hpp"
#include "nav/guidance/phrases/catalogues.hpp"
#include "nav/guidance/phrases/fill.hpp"
#include "tests/unit/nav/walks.hpp"

using namespace mallctl;
using nav::Instruction;
using nav::InstructionKind;
using nav::Relation;
using nav::Side;

namespace {

std::string words(Instruction step, const std::string& tag, bool first = true) {
    std::vector<Instruction> steps(first ? 0 : 1);
    steps.push_back(std::move(step));
    nav::put_into_words(steps, test::two_levels(), *nav::find_language(tag));
    return steps.back().text;
}

Instruction step_of(InstructionKind kind, double metres = 0) {
    Instruction step;
    step.kind = kind;
    step.distance_m = metres;
    return step;
}

Instruction lift_up(const std::string& name = {}) {
    Instruction step = step_of(InstructionKind::connector, 8);
    step.to_level = 1;
    step.connector = nav::RideStep{{}, "elevator", name, nav::Direction::up};
    return step;
}

nav::Landmark landmark(const std::string& name, Relation relation, Side side = Side::left) {
    return {{}, name, relation, side, 5};
}

std::multiset<std::string> placeholders(std::string_view phrase) {
    std::multiset<std::string> found;
    for (std::size_t i = 0; i + 2 < phrase.size(); ++i) {
        if (phrase[i] == '{') found.insert(std::string(phrase.substr(i, 3)));
    }
    return found;
}

// Every instruction there is: kinds x sides x landmarks x connectors x directions, with and without a length.
std::vector<Instruction> all_steps() {
    std::vector<Instruction> steps;
    for (int kind = 0; kind <= static_cast<int>(InstructionKind::arrive); ++kind) {
        for (const double metres : {0.0, 1.0, 2.0, 5.0, 12.0, 340.0}) {
            for (int side = -1; side < 4; ++side) {
                for (int relation = -1; relation < 2; ++relation) {
                    Instruction step = step_of(static_cast<InstructionKind>(kind), metres);
                    if (side >= 0) step.side = static_cast<Side>(side);
                    if (relation >= 0)
                        step.landmark = landmark("Loden & Co", static_cast<Relation>(relation));
                    if (side > 0) step.passed = landmark("Atlas", Relation::passed, static_cast<Side>(side));
                    if (side % 2 != 0) step.place = "Velafin";
                    steps.push_back(step);
                }
            }
        }
    }
    for (const char* category : {"elevator", "escalator", "stairs", "ramp", "movingwalkway", "bridge"}) {
        for (const char* name : {"", "North"}) {
            for (int direction = 0; direction < 3; ++direction) {
                Instruction step = step_of(InstructionKind::connector, 8);
                step.to_level = direction == 2 ? 0 : 1;
                step.connector = nav::RideStep{{}, category, name, static_cast<nav::Direction>(direction)};
                steps.push_back(step);
            }
        }
    }
    return steps;
}

}  // namespace

TEST_CASE("every phrase of every language exists and holds what the English one holds") {
    const nav::Language& english = *nav::find_language("en");
    REQUIRE(nav::languages().size() == 7);
    for (const nav::Language* language : nav::languages()) {
        for (std::size_t i = 0; i < nav::phrase_count; ++i) {
            INFO(language->tag << ": " << language->phrases[i]);
            CHECK_FALSE(language->phrases[i].empty());
            CHECK(placeholders(language->phrases[i]) == placeholders(english.phrases[i]));
        }
    }
}

TEST_CASE("every instruction has words in every language, which say what it is about") {
    for (const nav::Language* language : nav::languages()) {
        const std::string tag(language->tag);
        for (const Instruction& step : all_steps()) {
            const std::string text = words(step, tag);
            INFO(tag << ": " << to_string(step.kind) << ": " << text);
            CHECK_FALSE(text.empty());
            CHECK(text.find('{') == std::string::npos);
            CHECK(text.find("  ") == std::string::npos);
            const bool ends = step.kind == InstructionKind::stop || step.kind == InstructionKind::arrive;
            if (ends && !step.place.empty()) CHECK(text.find(step.place) != std::string::npos);
            if (!ends && step.passed) CHECK(text.find("Atlas") != std::string::npos);
            if (!ends && step.distance_m > 0)
                CHECK(text.find(std::to_string(nav::rounded_metres(step.distance_m))) != std::string::npos);
        }
    }
}

TEST_CASE("no two kinds of instructions or sides read the same in any language") {
    for (const nav::Language* language : nav::languages()) {
        std::set<std::string> texts;
        int steps = 0;
        for (int kind = 0; kind <= static_cast<int>(InstructionKind::arrive); ++kind, ++steps)
            texts.insert(words(step_of(static_cast<InstructionKind>(kind)), std::string(language->tag)));
        for (int side = 0; side < 4; ++side, ++steps) {
            Instruction step = step_of(InstructionKind::arrive);
            step.side = static_cast<Side>(side);
            texts.insert(words(step, std::string(language->tag)));
        }
        CHECK(texts.size() == static_cast<std::size_t>(steps));
    }
}

TEST_CASE("a turn with a landmark, a length and an anchor on the way is one sentence") {
    Instruction turn = step_of(InstructionKind::turn_left, 62);
    turn.landmark = landmark("Loden", Relation::at);
    turn.passed = landmark("Atlas", Relation::passed, Side::right);
    CHECK(words(turn, "en") == "Turn left at Loden and walk 60 m, passing Atlas on your right");
    CHECK(words(turn, "de") ==
          "Biegen Sie bei Loden links ab und gehen Sie 60 m, vorbei an Atlas auf der rechten Seite");
    CHECK(words(turn, "fr") ==
          "Tournez à gauche devant Loden et marchez 60 m, en passant devant Atlas sur votre droite");
    CHECK(words(turn, "es") == "Gire a la izquierda en Loden y camine 60 m, pasando por Atlas a su derecha");
    CHECK(words(turn, "pt") ==
          "Vire à esquerda junto a Loden e caminhe 60 m, passando por Atlas à sua direita");
    CHECK(words(turn, "zh") == "在Loden处左转，步行60米，途经右侧的Atlas");
    CHECK(words(turn, "ar") ==
          "انعطف إلى اليسار عند \u2068Loden\u2069 وامشِ \u2068"
          "60\u2069 مترًا، مرورًا بـ\u2068"
          "Atlas\u2069 على يمينك");
    turn.landmark = landmark("Loden", Relation::towards);
    turn.passed.reset();
    CHECK(words(turn, "en") == "Turn left and walk 60 m towards Loden");
    CHECK(words(turn, "de") == "Biegen Sie links ab und gehen Sie 60 m in Richtung Loden");
}

TEST_CASE("a ride always says what it is, which way it goes and to which level") {
    CHECK(words(lift_up(), "en") == "Take the lift up to level 2, then walk 8 m");
    CHECK(words(lift_up("A"), "en") == "Take the lift A up to level 2, then walk 8 m");
    CHECK(words(lift_up("Lift A"), "en") == "Take Lift A up to level 2, then walk 8 m");
    CHECK(words(lift_up("Aufzug Nord"), "de") ==
          "Nehmen Sie Aufzug Nord nach oben bis Ebene 2, dann gehen Sie 8 m");
    CHECK(words(lift_up(), "fr") == "Prenez l’ascenseur et montez jusqu’au niveau 2, puis marchez 8 m");
    CHECK(words(lift_up(), "es") == "Tome el ascensor y suba hasta la planta 2 y después camine 8 m");
    CHECK(words(lift_up(), "pt") == "Use o elevador e suba até o piso 2 e depois caminhe 8 m");
    CHECK(words(lift_up(), "zh") == "乘坐电梯上行至2层，然后步行8米");
    CHECK(words(lift_up(), "ar") ==
          "استخدم المصعد صعودًا إلى الطابق \u2068"
          "2\u2069، ثم امشِ \u2068"
          "8\u2069 أمتار");
    Instruction down = step_of(InstructionKind::connector);
    down.level = 1;
    down.connector = nav::RideStep{{}, "stairs", "", nav::Direction::down};
    CHECK(words(down, "en") == "Take the stairs down to level G");
    down.connector->category = "movingwalkway";
    down.to_level = 1;
    CHECK(words(down, "en") == "Take the moving walkway");
}

TEST_CASE("a level is called as its lift's button says, and by its building only to tell two apart") {
    const auto told = [](nav::LevelInfo to) {
        nav::LevelInfo from;
        from.short_name = "1";
        from.label = "Hall A/1";
        std::vector<Instruction> steps{step_of(InstructionKind::connector)};
        steps[0].to_level = 1;
        const auto direction = to.ordinal > 0 ? nav::Direction::up : nav::Direction::down;
        steps[0].connector =
            nav::RideStep{{}, "stairs", "", to.ordinal == 0 ? nav::Direction::level : direction};
        nav::put_into_words(steps, {from, std::move(to)}, *nav::find_language("en"));
        return steps[0].text;
    };
    CHECK(told({{}, 2, "2", "Hall A/2"}) == "Take the stairs up to level 2");
    CHECK(told({{}, 2, "", "2"}) == "Take the stairs up to level 2");
    CHECK(told({{}, -1, "Basement", "Basement"}) == "Take the stairs down to Basement");
    CHECK(told({{}, 1, "Level 2", "Level 2"}) == "Take the stairs up to Level 2");
    CHECK(told({{}, 0, "1", "Hall B/1"}) == "Take the stairs to Hall B/1");
}

TEST_CASE("the first step is told from where one looks, and the last from where one walks") {
    Instruction depart = step_of(InstructionKind::depart, 13);
    CHECK(words(depart, "en") == "Start and walk 15 m");
    CHECK(words(depart, "en", false) == "Go on and walk 15 m");
    depart.side = Side::left;
    CHECK(words(depart, "en") == "Walk 15 m to your left");
    CHECK(words(depart, "de") == "Gehen Sie 15 m nach links");
    depart.side = Side::behind;
    CHECK(words(depart, "en") == "Turn around and walk 15 m");
    depart.side = Side::ahead;
    CHECK(words(depart, "fr") == "Marchez 15 m tout droit");
    Instruction arrive = step_of(InstructionKind::arrive);
    CHECK(words(arrive, "en") == "You have arrived");
    arrive.place = "Loden";
    CHECK(words(arrive, "en") == "You have arrived at Loden");
    arrive.side = Side::right;
    CHECK(words(arrive, "en") == "You have arrived: Loden is on your right");
    CHECK(words(arrive, "de") == "Sie haben Ihr Ziel erreicht: Loden liegt rechts");
}

TEST_CASE("lengths are rounded as people say them") {
    for (const auto& [metres, told] : std::vector<std::pair<double, long>>{{0.4, 0},
                                                                           {0.5, 1},
                                                                           {9.4, 9},
                                                                           {9.6, 10},
                                                                           {12.4, 10},
                                                                           {12.5, 15},
                                                                           {97, 95},
                                                                           {98, 100},
                                                                           {104, 100},
                                                                           {105, 110},
                                                                           {1234, 1230},
                                                                           {-3, 0}})
        CHECK(nav::rounded_metres(metres) == told);
    CHECK(nav::rounded_metres(std::nan("")) == 0);
    CHECK(nav::rounded_metres(INFINITY) == 1'000'000);
    CHECK(nav::length_in_words(3, *nav::find_language("zh")) == "3米");
}

TEST_CASE("metres agree with their number in Arabic") {
    const auto arabic = [](double metres) { return nav::length_in_words(metres, *nav::find_language("ar")); };
    CHECK(arabic(1) ==
          "\u2068"
          "1\u2069 متر");
    CHECK(arabic(9) ==
          "\u2068"
          "9\u2069 أمتار");
    CHECK(arabic(25) ==
          "\u2068"
          "25\u2069 مترًا");
    CHECK(arabic(100) ==
          "\u2068"
          "100\u2069 متر");
    CHECK(arabic(110) ==
          "\u2068"
          "110\u2069 أمتار");
    CHECK(arabic(150) ==
          "\u2068"
          "150\u2069 مترًا");
}

TEST_CASE("names stay names: neither placeholders nor controls in them mean anything") {
    Instruction turn = step_of(InstructionKind::turn_left);
    turn.landmark = landmark("{1}{2}", Relation::at);
    CHECK(words(turn, "en") == "Turn left at {1}{2}");
    turn.landmark->name = "Lo\u202E\u2069den";
    CHECK(words(turn, "en") == "Turn left at Loden");
    turn.landmark->name = "مقهى";
    CHECK(words(turn, "en") == "Turn left at \u2068مقهى\u2069");
    turn.landmark->name = "Caf\xC3\xA9 \xE2";
    CHECK(words(turn, "en") == "Turn left at Caf\xC3\xA9 \xE2");
}

TEST_CASE("languages are found by their first subtag and by Accept-Language") {
    CHECK(nav::tag_of(*nav::find_language("de-AT")) == "de");
    CHECK(nav::tag_of(*nav::find_language("ZH-Hant")) == "zh");
    CHECK(nav::find_language("deu") == nullptr);
    CHECK(nav::find_language("") == nullptr);
    CHECK(nav::tag_of(*nav::accepted_language("it, fr-CH;q=0.7, es;q=0.8")) == "es");
    CHECK(nav::tag_of(*nav::accepted_language("pt-BR,en;q=0.5")) == "pt");
    CHECK(nav::accepted_language("it, *;q=0.1") == nullptr);
    CHECK(nav::accepted_language("de;q=0") == nullptr);
    CHECK(nav::accepted_language("de;q=zwei,,;") == nullptr);
    CHECK(nav::accepted_language("") == nullptr);
}
