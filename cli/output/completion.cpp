#include "cli/output/completion.hpp"

#include <algorithm>

namespace mallctl::cli {

namespace {

// For all three shells; a quote inside ends the quoted part and stands by itself.
std::string shell_quoted(const std::string& text) {
    std::string result = "'";
    for (const char c : text) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return result + "'";
}

std::string words_of(const std::vector<Suggestion>& suggestions) {
    std::string text;
    for (const auto& one : suggestions) text += (text.empty() ? "" : " ") + one.word;
    return text;
}

// A pattern of case: "*" alone stands for any place, and the global options may follow any verb.
std::string pattern_of(const CompletionValue& value) {
    const bool is_global = value.path.empty() && value.argument.starts_with('-');
    if (is_global) return "*" + shell_quoted(" " + value.argument);
    if (value.argument == "*") return shell_quoted(value.path + " ") + "[0-9]*";
    return shell_quoted(value.path + " " + value.argument);
}

// Functions that bash and zsh read alike.
std::string shared_functions(const CompletionTables& tables) {
    std::string verbs;
    std::string options;
    std::string sources;
    const CompletionPlace& top = tables.places.front();
    for (const auto& place : tables.places) {
        if (!place.verbs.empty())
            verbs += "        " + shell_quoted(place.path) + ") echo " + shell_quoted(words_of(place.verbs)) +
                     " ;;\n";
        if (!place.path.empty() && !place.options.empty())
            options += "        " + shell_quoted(place.path) + ") echo " +
                       shell_quoted(words_of(place.options)) + " ;;\n";
    }
    // What belongs to one verb comes before what is global.
    for (const bool global : {false, true}) {
        for (const auto& value : tables.values) {
            if ((value.path.empty() && value.argument.starts_with('-')) != global) continue;
            sources += "        " + pattern_of(value) + ") echo " + shell_quoted(value.source) + " ;;\n";
        }
    }
    return "# The verbs below a verb.\n_mallctl_verbs() {\n    case \"$1\" in\n" + verbs +
           "    esac\n}\n\n"
           "# The options of a verb, and those of every verb.\n_mallctl_options() {\n    case \"$1\" in\n" +
           options + "    esac\n    echo " + shell_quoted(words_of(top.options)) +
           "\n}\n\n"
           "# What completes an option's value, or the argument in a place. Nothing: it takes none.\n"
           "_mallctl_source() {\n    case \"$1 $2\" in\n" +
           sources +
           "    esac\n}\n\n"
           "_mallctl_malls() {\n"
           "    PGCONNECT_TIMEOUT=2 mallctl get mall --fields slug --format csv --quiet --no-input "
           "2>/dev/null |\n"
           "        tail -n +2\n"
           "    echo all\n"
           "}\n\n"
           "# The slugs of a KIND behind PREFIX in a MALL (empty: the one that mallctl finds).\n"
           "_mallctl_slugs() {\n"
           "    local key=slug limit=200 after=\"$2\"\n"
           "    case \"$1\" in\n"
           "        \"\") return ;;\n"
           "        unit | units | level | levels) key=\"${1%s}\" limit=5000 after=\"\" ;;\n"
           "    esac\n"
           "    PGCONNECT_TIMEOUT=2 mallctl get \"$1\" --fields \"$key\" --limit \"$limit\" "
           "${after:+--after} ${after:+\"$after\"} \\\n"
           "        ${3:+--mall} ${3:+\"$3\"} --format csv --quiet --no-input 2>/dev/null | tail -n +2\n"
           "}\n\n";
}

// Reads the words before the cursor: the verbs, how many arguments came, and an option that waits for its
// value; then says in `source` what may come next. FIRST and LAST bound the words, WORD is how the shell says
// the i-th. "verb_path", since "path" is PATH to zsh.
std::string find_source(const std::string& first, const std::string& last, const std::string& word) {
    return "    local verb_path=\"\" place=0 option=\"\" source=\"\" kind=\"\" mall=\"\" word i\n"
           "    for ((i = " +
           first + "; i < " + last + "; i++)); do\n        word=\"" + word +
           "\"\n"
           "        if [[ -n \"$option\" ]]; then\n"
           "            [[ \"$option\" != --mall ]] || mall=\"$word\"\n"
           "            [[ \"$word\" == \"=\" ]] || option=\"\"\n"
           "        elif [[ \"$word\" == --mall=* ]]; then\n"
           "            mall=\"${word#--mall=}\"\n"
           "        elif [[ \"$word\" == -* ]]; then\n"
           "            [[ -z \"$(_mallctl_source \"$verb_path\" \"$word\")\" ]] || option=\"$word\"\n"
           "        elif [[ $place -eq 0 && \" $(_mallctl_verbs \"$verb_path\") \" == *\" $word \"* ]]; "
           "then\n"
           "            verb_path=\"${verb_path:+$verb_path }$word\"\n"
           "        else\n"
           "            [[ $place -gt 0 ]] || kind=\"$word\"\n"
           "            place=$((place + 1))\n"
           "        fi\n"
           "    done\n"
           "    if [[ -n \"$option\" ]]; then\n"
           "        source=\"$(_mallctl_source \"$verb_path\" \"$option\")\"\n"
           "    elif [[ \"$current\" == -* ]]; then\n"
           "        source=\"words $(_mallctl_options \"$verb_path\")\"\n"
           "    elif [[ $place -eq 0 && -n \"$(_mallctl_verbs \"$verb_path\")\" ]]; then\n"
           "        source=\"words $(_mallctl_verbs \"$verb_path\")\"\n"
           "    else\n"
           "        source=\"$(_mallctl_source \"$verb_path\" \"$place\")\"\n"
           "        [[ \"$source\" != \"slugs \"* ]] || kind=\"${source#slugs }\"\n"
           "    fi\n";
}

// What bash alone needs. It parts a word at each of COMP_WORDBREAKS, and readline replaces the last part
// only; and compgen -W would run the commands in its list, so what comes from a database is compared line by
// line.
const char* const bash_functions =
    "# The words up to the cursor as they were typed; --option=value stays in parts.\n"
    "_mallctl_words() {\n"
    "    local line=\"${COMP_LINE:0:COMP_POINT}\" word last\n"
    "    words=()\n"
    "    for word in \"${COMP_WORDS[@]:0:COMP_CWORD+1}\"; do\n"
    "        last=\"\"\n"
    "        [[ -z \"$COMP_LINE\" || \"$line\" == [[:space:]]* || ${#words[@]} -eq 0 ]] || "
    "last=\"${words[-1]}\"\n"
    "        if [[ -z \"$last\" || \"$last\" == \"=\" || ( \"$word\" == \"=\" && \"$last\" == -* ) ]]; then\n"
    "            words+=(\"$word\")\n"
    "        else\n"
    "            words[-1]+=\"$word\"\n"
    "        fi\n"
    "        line=\"${line#\"${line%%[![:space:]]*}\"}\"\n"
    "        line=\"${line#\"$word\"}\"\n"
    "    done\n"
    "}\n\n"
    "# Offers the lines that begin with WORD, quoted for the command line, without the START that stays "
    "there.\n"
    "_mallctl_offer() {\n"
    "    local line quoted\n"
    "    while IFS= read -r line; do\n"
    "        [[ -n \"$line\" ]] || continue\n"
    "        if [[ \"$line\" == \\\"*\\\" ]]; then\n"
    "            line=\"${line:1:${#line}-2}\"\n"
    "            line=\"${line//\\\"\\\"/\\\"}\"\n"
    "        fi\n"
    "        printf -v quoted %q \"$line\"\n"
    "        if [[ \"$quoted\" == \"$1\"* ]]; then\n"
    "            COMPREPLY+=(\"${quoted#\"$2\"}\")\n"
    "        elif [[ \"$line\" == \"$1\"* ]]; then\n"
    "            printf -v quoted %q \"${line#\"$2\"}\"\n"
    "            COMPREPLY+=(\"$quoted\")\n"
    "        fi\n"
    "    done\n"
    "}\n\n";

std::string bash_script(const CompletionTables& tables) {
    return "# Completion of mallctl for bash: source it. Made by: mallctl export completion bash\n\n" +
           shared_functions(tables) + bash_functions +
           "_mallctl() {\n"
           "    local words=() current start=\"\"\n"
           "    _mallctl_words\n"
           "    current=\"${words[-1]}\"\n"
           "    [[ \"$current\" == \"=\" ]] && current=\"\"\n"
           "    [[ $# -lt 2 || \"$current\" != *\"$2\" ]] || start=\"${current%\"$2\"}\"\n"
           "    COMPREPLY=()\n" +
           find_source("1", "${#words[@]} - 1", "${words[i]}") +
           "    case \"$source\" in\n"
           "        words*) mapfile -t COMPREPLY < <(compgen -W \"${source#words}\" -- \"$current\") ;;\n"
           "        malls) _mallctl_offer \"$current\" \"$start\" < <(_mallctl_malls) ;;\n"
           "        slugs*)\n"
           "            _mallctl_offer \"$current\" \"$start\" \\\n"
           "                < <(_mallctl_slugs \"$kind\" \"$current\" \"$mall\") ;;\n"
           "        files)\n"
           "            compopt -o filenames 2>/dev/null\n"
           "            mapfile -t COMPREPLY < <(compgen -f -- \"${current#\"$start\"}\") ;;\n"
           "        directories)\n"
           "            compopt -o filenames 2>/dev/null\n"
           "            mapfile -t COMPREPLY < <(compgen -d -- \"${current#\"$start\"}\") ;;\n"
           "    esac\n"
           "}\n"
           "complete -F _mallctl mallctl\n";
}

std::string zsh_script(const CompletionTables& tables) {
    return "#compdef mallctl\n# Completion of mallctl for zsh. Made by: mallctl export completion zsh\n\n" +
           shared_functions(tables) +
           "_mallctl() {\n"
           "    local current=\"${words[CURRENT]}\"\n" +
           find_source("2", "CURRENT", "${words[i]}") +
           "    case \"$source\" in\n"
           "        words*) compadd -- ${=source#words} ;;\n"
           "        malls) compadd -- ${(f)\"$(_mallctl_malls)\"} ;;\n"
           "        slugs*) compadd -- ${(f)\"$(_mallctl_slugs \"$kind\" \"$current\" \"$mall\")\"} ;;\n"
           "        files) _files ;;\n"
           "        directories) _files -/ ;;\n"
           "    esac\n"
           "}\n"
           "compdef _mallctl mallctl\n";
}

std::string fish_list(const std::vector<Suggestion>& suggestions) {
    std::string text;
    for (const auto& one : suggestions) text += " " + shell_quoted(one.word + "\t" + one.about);
    return "printf '%s\\n'" + text + "\n";
}

// fish has patterns with * and ? alone, inside quotes too.
std::string fish_functions(const CompletionTables& tables) {
    std::string verbs;
    std::string options;
    std::string sources;
    for (const auto& place : tables.places) {
        if (!place.verbs.empty())
            verbs += "        case " + shell_quoted(place.path) + "\n            " + fish_list(place.verbs);
        if (!place.path.empty() && !place.options.empty())
            options +=
                "        case " + shell_quoted(place.path) + "\n            " + fish_list(place.options);
    }
    for (const bool global : {false, true}) {
        for (const auto& value : tables.values) {
            if ((value.path.empty() && value.argument.starts_with('-')) != global) continue;
            const std::string pattern = global ? "* " + value.argument : value.path + " " + value.argument;
            sources += "        case " + shell_quoted(pattern) + "\n            echo " +
                       shell_quoted(value.source) + "\n";
        }
    }
    return "function __mallctl_verbs\n    switch \"$argv[1]\"\n" + verbs + "    end\nend\n\n" +
           "function __mallctl_options\n    switch \"$argv[1]\"\n" + options + "    end\n    " +
           fish_list(tables.places.front().options) + "end\n\n" +
           "function __mallctl_source\n    switch \"$argv[1] $argv[2]\"\n" + sources + "    end\nend\n\n";
}

const char* const fish_main =
    "function __mallctl_slugs\n"
    "    test -n \"$argv[1]\"; or return\n"
    "    set -l key slug\n"
    "    set -l rest --limit 200\n"
    "    if contains -- $argv[1] unit units level levels\n"
    "        set key (string replace -r 's$' '' -- $argv[1])\n"
    "        set rest --limit 5000\n"
    "    else if test -n \"$argv[2]\"\n"
    "        set -a rest --after $argv[2]\n"
    "    end\n"
    "    test -n \"$argv[3]\"; and set -a rest --mall $argv[3]\n"
    "    PGCONNECT_TIMEOUT=2 mallctl get $argv[1] --fields $key $rest --format csv --quiet --no-input "
    "2>/dev/null | tail -n +2\n"
    "end\n\n"
    "function __mallctl_complete\n"
    "    set -l verb_path ''\n"
    "    set -l place 0\n"
    "    set -l option ''\n"
    "    set -l kind ''\n"
    "    set -l mall ''\n"
    "    set -l current (commandline -ct)\n"
    "    for word in (commandline -opc)[2..-1]\n"
    "        if test -n \"$option\"\n"
    "            test \"$option\" = --mall; and set mall $word\n"
    "            set option ''\n"
    "        else if string match -q -- '--mall=*' $word\n"
    "            set mall (string replace -- --mall= '' $word)\n"
    "        else if string match -q -- '-*' $word\n"
    "            test -z (__mallctl_source \"$verb_path\" $word | string collect); or set option $word\n"
    "        else if test $place -eq 0; and contains -- $word (__mallctl_verbs \"$verb_path\" | string "
    "replace -r '\\t.*' '')\n"
    "            set verb_path (string trim \"$verb_path $word\")\n"
    "        else\n"
    "            test $place -gt 0; or set kind $word\n"
    "            set place (math $place + 1)\n"
    "        end\n"
    "    end\n"
    "    set -l source (__mallctl_source \"$verb_path\" $place | string collect)\n"
    "    if test -n \"$option\"\n"
    "        set source (__mallctl_source \"$verb_path\" $option | string collect)\n"
    "    else if string match -q -- '-*' \"$current\"\n"
    "        __mallctl_options \"$verb_path\"\n"
    "        return\n"
    "    else if test $place -eq 0; and __mallctl_verbs \"$verb_path\" | string match -q '*'\n"
    "        __mallctl_verbs \"$verb_path\"\n"
    "        return\n"
    "    end\n"
    "    switch \"$source\"\n"
    "        case 'words *'\n"
    "            string split ' ' -- (string replace 'words ' '' -- $source)\n"
    "        case malls\n"
    "            PGCONNECT_TIMEOUT=2 mallctl get mall --fields slug --format csv --quiet --no-input "
    "2>/dev/null | tail -n +2\n"
    "            echo all\n"
    "        case slugs 'slugs *'\n"
    "            test \"$source\" = slugs; or set kind (string replace 'slugs ' '' -- $source)\n"
    "            __mallctl_slugs \"$kind\" \"$current\" \"$mall\"\n"
    "        case files\n"
    "            __fish_complete_path $current\n"
    "        case directories\n"
    "            __fish_complete_directories $current\n"
    "    end\n"
    "end\n"
    "complete -c mallctl -f -a '(__mallctl_complete)'\n";

}  // namespace

const std::vector<std::string>& completed_shells() {
    static const std::vector<std::string> shells = {"bash", "zsh", "fish"};
    return shells;
}

std::string completion_script(const Command& root, const CompletionKinds& kinds, std::string_view shell) {
    const CompletionTables tables = completion_tables(root, kinds);
    if (shell == "bash") return bash_script(tables);
    if (shell == "zsh") return zsh_script(tables);
    return "# Completion of mallctl for fish. Made by: mallctl export completion fish\n\n" +
           fish_functions(tables) + fish_main;
}

}  // namespace mallctl::cli
