// Completion as the shell does it.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <sstream>

#include "tests/cli/documents.hpp"
#include "tests/cli/workbench.hpp"

using namespace mallctl::test;

namespace {

// Bash loads the script, is told which words stand on its command line, the last one under the cursor, and
// prints what it would offer.
std::vector<std::string> completed(const std::vector<std::string>& words) {
    const TemporaryDirectory directory;
    const auto script = run_mallctl({"export", "completion", "bash"});
    REQUIRE(script.exit_code == 0);
    write_file(directory.path() / "mallctl.bash", script.out);
    write_file(directory.path() / "stores.csv", "");
    std::string line = "cd " + directory.path().string() + " && source ./mallctl.bash && COMP_WORDS=(mallctl";
    for (const auto& word : words) line += " '" + word + "'";
    line += ") && COMP_CWORD=" + std::to_string(words.size()) +
            " && _mallctl && printf '%s\\n' \"${COMPREPLY[@]}\"";
    const auto result = run({"bash", "--noprofile", "--norc", "-c", line});
    INFO(line << "\n" << result.err);
    CHECK(result.exit_code == 0);
    CHECK(result.err.empty());
    return lines_of(result.out);
}

bool has(const std::vector<std::string>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("bash completes every verb, and the verbs below it") {
    auto verbs = verbs_of(help({}));
    auto offered = completed({""});
    std::sort(verbs.begin(), verbs.end());
    std::sort(offered.begin(), offered.end());
    CHECK(offered == verbs);
    CHECK(completed({"rou"}) == Words{"route"});
    CHECK(completed({"db", "sta"}) == Words{"start", "status"});
    CHECK(completed({"--mall", "db", "rou"}) == Words{"route"});  // a mall may be called as a verb
    CHECK_FALSE(has(completed({"export", ""}), "man-page"));
}

TEST_CASE("bash completes options of the verb and of every verb, and their words") {
    const auto options = completed({"import", "--"});
    CHECK(has(options, "--repair"));
    CHECK(has(options, "--mall"));
    CHECK_FALSE(has(options, "--within"));
    CHECK(completed({"import", "--repair", ""}) == Words{"off", "safe", "all"});
    CHECK(completed({"import", "--repair", "=", "s"}) == Words{"safe"});
    CHECK(completed({"--color", "=", ""}) == Words{"auto", "always", "never"});
    CHECK(completed({"build", "--color", "n"}) == Words{"never"});
    CHECK(completed({"export", "completion", ""}) == Words{"bash", "zsh", "fish"});
}

TEST_CASE("bash completes kinds and files where they go") {
    CHECK(completed({"get", "sto"}) == Words{"store"});
    CHECK(completed({"apply", "sto"}) == Words{"stores.csv"});
    CHECK(completed({"apply", "a.csv", "--dry-run", "sto"}) == Words{"stores.csv"});
    CHECK(completed({"-o", "sto"}) == Words{"stores.csv"});
    CHECK(completed({"init", "sto"}) == Words{""});  // a file is no directory
}

TEST_CASE("bash completes the kinds that a verb takes, and says nothing of slugs without a database") {
    CHECK(has(completed({"get", ""}), "audit"));
    CHECK(completed({"create", "sto"}) == Words{"store"});
    CHECK(completed({"delete", "un"}) == Words{""});
    CHECK(completed({"set", "un"}) == Words{"unit"});
    CHECK(completed({"get", "store", "bak"}) == Words{""});
}

namespace {

// The sample mall, and a directory with the script and a file.
struct Mall {
    Workbench bench;

    Mall() {
        const auto applied = bench.run({"apply", (source_dir() / "samples/riverside").string()});
        INFO(applied.err);
        REQUIRE(applied.exit_code == 0);
        bench.write("stores.csv", "");
    }

    RunOptions options() const {
        RunOptions options = bench.options();
        const std::string path = mallctl_binary().parent_path().string() + ":" + std::getenv("PATH");
        options.environment["PATH"] = path;
        options.environment["TERM"] = "xterm";
        options.environment["HOME"] = bench.path("").string();
        return options;
    }

    void write_script(const std::string& shell, const std::string& name) const {
        REQUIRE(bench.run({"export", "completion", shell, "-o", name}).exit_code == 0);
    }
};

bool is_missing(const std::string& shell) {
    if (run({"sh", "-c", "command -v " + shell}).exit_code == 0) return false;
    WARN(shell << " is not installed: skipped");
    return true;
}

// What fish offers behind a line, without the descriptions.
Words fish_offers(const Mall& mall, const std::string& line) {
    const auto result =
        run({"fish", "--no-config", "-c", "source mallctl.fish; complete -C '" + line + "'"}, mall.options());
    INFO(line << "\n" << result.err);
    CHECK(result.exit_code == 0);
    CHECK(result.err.empty());
    Words words;
    for (const auto& offered : lines_of(result.out)) words.push_back(offered.substr(0, offered.find('\t')));
    return words;
}

void write_zsh_start(const Mall& mall) {
    mall.write_script("zsh", "_mallctl");
    mall.bench.write(".zshrc",
                     "autoload -Uz compinit && compinit -u -D && source ./_mallctl\n"
                     "keep() { print -r -- $BUFFER > line.part && mv line.part line }\n"
                     "zle -N keep && bindkey '^X' keep\n"
                     "KEYTIMEOUT=1 PROMPT='ready '\n");
}

// The command line of an interactive zsh on a terminal of its own after `typed` and a tab; ^X has it written
// to a file.
std::string zsh_completes(const Mall& mall, const std::string& typed) {
    const std::string file = mall.bench.path("line").string();
    std::filesystem::remove(file);
    const std::string program =
        "zmodload zsh/zpty && zpty -b shell zsh -i && "
        "for i in {1..200}; do zpty -r -t shell got && seen+=$got; [[ $seen == *ready* ]] && break; sleep "
        "0.05; "
        "done; zpty -w -n shell '" +
        typed + "'$'\\t'; sleep 0.3; zpty -w -n shell $'\\x18'; " +
        "for i in {1..200}; do zpty -r -t shell got; [[ -s '" + file + "' ]] && break; sleep 0.05; done; " +
        "zpty -d shell";
    const auto result = run({"zsh", "-f", "-c", program}, mall.options());
    INFO(result.out << result.err);
    REQUIRE(std::filesystem::exists(file));
    return read_file(file);
}

}  // namespace

TEST_CASE("bash completes the slugs of the database") {
    const Mall mall;
    mall.write_script("bash", "mallctl.bash");
    const auto slugs = [&](const std::string& line, const std::string& count) {
        const auto result =
            run({"bash", "--noprofile", "--norc", "-c",
                 "source ./mallctl.bash && COMP_WORDS=(mallctl " + line + ") && COMP_CWORD=" + count +
                     " && _mallctl && printf '%s\\n' \"${COMPREPLY[@]}\""},
                mall.options());
        INFO(result.err);
        CHECK(result.err.empty());
        return lines_of(result.out);
    };
    CHECK(slugs("get store --mall riverside bak", "5") == Words{"bakery"});
    CHECK(slugs("get store --mall = riverside bak", "6") == Words{"bakery"});
    CHECK(slugs("set store --mall riverside bakery baln", "6") == Words{"balnoquist-cafe"});
    CHECK(slugs("set unit --mall riverside G-02", "5") == Words{"G-02@G"});
    CHECK(slugs("offer end --mall riverside rye", "5") == Words{"rye_week"});
    CHECK(slugs("get store --mall nowhere bak", "5") == Words{""});
    CHECK(slugs("get nothing --mall riverside bak", "5") == Words{""});
}

namespace {

constexpr const char* hostile = "$(touch${IFS}dollar)`touch tick`";

// The sample mall with units of another tool's naming.
struct OddMall : Mall {
    OddMall() {
        std::string plan = read_file(source_dir() / "samples/riverside/geojson/riverside.geojson");
        const std::vector<std::pair<std::string, std::string>> names = {{"G-05", hostile},
                                                                        {"G-06", "$shop one: a=b, c"}};
        for (const auto& [old, name] : names) {
            const std::string whole = "\"ref\":\"" + old + "\"";
            const auto at = plan.find(whole);
            REQUIRE(at != std::string::npos);
            plan.replace(at, whole.size(), "\"ref\":\"" + name + "\"");
        }
        bench.write("odd.geojson", plan);
        const auto imported = bench.run({"import", "odd.geojson", "--mall", "riverside", "--no-build"});
        INFO(imported.err);
        REQUIRE(imported.exit_code == 0);
        REQUIRE(bench.run({"get", "unit", "--mall", "riverside"}).out.find(hostile) != std::string::npos);
    }

    bool something_ran() const {
        return std::filesystem::exists(bench.path("dollar")) || std::filesystem::exists(bench.path("tick"));
    }
};

// What an interactive bash has on its command line after `typed` and a tab: what it would run, word by word.
Words bash_completes(const Mall& mall, const std::string& typed) {
    mall.bench.write("typed", typed + "\t\n");
    std::filesystem::remove(mall.bench.path("line"));
    mall.bench.write("rc",
                     "source ./mallctl.bash\nPS1=\nbind 'set bell-style none'\n"
                     "show() { printf '%s\\n' \"$@\" > line; }\ncomplete -F _mallctl show\n");
    const auto result =
        run({"sh", "-c", "bash --noprofile --rcfile rc -i < typed > /dev/null 2>&1"}, mall.options());
    INFO(result.err);
    REQUIRE(std::filesystem::exists(mall.bench.path("line")));
    return lines_of(read_file(mall.bench.path("line")));
}

}  // namespace

TEST_CASE("bash runs nothing of what the database holds, and offers it quoted") {
    const OddMall mall;
    mall.write_script("bash", "mallctl.bash");
    const auto completes = [&](const std::string& typed) {
        const Words words = bash_completes(mall, "show set unit --mall riverside " + typed);
        CHECK_FALSE(mall.something_ran());
        return words.size() < 5 ? std::string() : words[4];
    };
    CHECK(completes("").empty());  // many
    CHECK(completes("\\$\\(") == hostile + std::string("@G"));
    CHECK(completes("\\$s") == "$shop one: a=b, c@G");
    CHECK(completes("\\$shop\\ one:\\ a") == "$shop one: a=b, c@G");
    CHECK(completes("\\$shop\\ one:\\ a=") == "$shop one: a=b, c@G");
}

TEST_CASE("bash completes behind the characters that part its words") {
    const Mall mall;
    mall.write_script("bash", "mallctl.bash");
    CHECK(bash_completes(mall, "show --mall=riv") == Words{"--mall=riverside"});
    CHECK(bash_completes(mall, "show set unit --mall=riverside G-02@") ==
          Words{"set", "unit", "--mall=riverside", "G-02@G"});
    CHECK(bash_completes(mall, "show get unit G-02@G --mall riv") ==
          Words{"get", "unit", "G-02@G", "--mall", "riverside"});
    CHECK(bash_completes(mall, "show set store --mall riverside a:b@c baln").back() == "balnoquist-cafe");
    CHECK(bash_completes(mall, "show import --repair=s").back() == "--repair=safe");
}

TEST_CASE("zsh and fish run nothing of what the database holds") {
    const OddMall mall;
    if (!is_missing("fish")) {
        mall.write_script("fish", "mallctl.fish");
        const Words offered = fish_offers(mall, "mallctl set unit --mall riverside ");
        CHECK(has(offered, hostile + std::string("@G")));
        CHECK_FALSE(mall.something_ran());
    }
    if (!is_missing("zsh")) {
        write_zsh_start(mall);
        CHECK(zsh_completes(mall, "mallctl set unit --mall riverside \\$\\(") ==
              "mallctl set unit --mall riverside \\$\\(touch\\$\\{IFS\\}dollar\\)\\`touch\\ tick\\`@G \n");
        CHECK_FALSE(mall.something_ran());
    }
}

TEST_CASE("fish completes verbs, options, words, kinds, slugs and files") {
    if (is_missing("fish")) return;
    const Mall mall;
    mall.write_script("fish", "mallctl.fish");
    CHECK(fish_offers(mall, "mallctl rou") == Words{"route"});
    CHECK(fish_offers(mall, "mallctl db sta") == Words{"start", "status"});
    CHECK(fish_offers(mall, "mallctl import --rep") == Words{"--repair"});
    CHECK(fish_offers(mall, "mallctl import --repair s") == Words{"safe"});
    CHECK(fish_offers(mall, "mallctl create sto") == Words{"store"});
    CHECK(fish_offers(mall, "mallctl apply sto") == Words{"stores.csv"});
    CHECK(fish_offers(mall, "mallctl build --mall riv") == Words{"riverside"});
    CHECK(fish_offers(mall, "mallctl get store --mall riverside bak") == Words{"bakery"});
    CHECK(fish_offers(mall, "mallctl offer end --mall=riverside rye") == Words{"rye_week"});
    CHECK(fish_offers(mall, "mallctl get store --mall nowhere bak").empty());
}

TEST_CASE("zsh completes verbs, options, words, kinds, slugs and files") {
    if (is_missing("zsh")) return;
    const Mall mall;
    write_zsh_start(mall);
    CHECK(zsh_completes(mall, "mallctl rou") == "mallctl route \n");
    CHECK(zsh_completes(mall, "mallctl import --rep") == "mallctl import --repair \n");
    CHECK(zsh_completes(mall, "mallctl import --repair s") == "mallctl import --repair safe \n");
    CHECK(zsh_completes(mall, "mallctl create sto") == "mallctl create store \n");
    CHECK(zsh_completes(mall, "mallctl apply sto") == "mallctl apply stores.csv \n");
    CHECK(zsh_completes(mall, "mallctl build --mall riv") == "mallctl build --mall riverside \n");
    CHECK(zsh_completes(mall, "mallctl get store --mall riverside bak") ==
          "mallctl get store --mall riverside bakery \n");
    CHECK(zsh_completes(mall, "mallctl get store --mall nowhere bak") ==
          "mallctl get store --mall nowhere bak\n");
}
