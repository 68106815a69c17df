#include <algorithm>
#include <array>
#include <initializer_list>

#include "importers/inspect/layer_words.hpp"
#include "importers/inspect/suggest.hpp"

namespace mallctl::importers::inspect {

namespace {

using enum mapping::LayerClass;
using Words = std::initializer_list<std::string_view>;

struct Entry {
    mapping::LayerClass layer_class;
    std::string_view category;
    Words words;  // AIA's short ones first, then English, German, French, Spanish, Portuguese
};

// The first that fits counts: what a layer is particularly before what it is roughly.
const std::initializer_list<Entry>& table() {
    static const std::initializer_list<Entry> entries = {
        {ignore,
         "",
         {"dims",     "dim",       "grid",      "ttlb",      "nplt",     "legn",      "vport",
          "viewport", "defpoints", "dimension", "hatch",     "patt",     "axis",      "title",
          "legend",   "logo",      "elec",      "plumb",     "hvac",     "sprinkler", "ceiling",
          "ceil",     "clng",      "roof",      "lighting",  "lite",     "tree",      "north",
          "achse",    "achsen",    "bemassung", "schraffur", "plankopf", "decke",     "dach",
          "elektro",  "heizung",   "lueftung",  "baum",      "cotation", "cotes",     "hachure",
          "hachures", "cartouche", "axe",       "axes",      "plafond",  "toiture",   "electricite",
          "cotas",    "acotacion", "ejes",      "cajetin",   "techo",    "cubierta",  "sombreado",
          "eixos",    "cotagem",   "telhado",   "hachura",   "carimbo"}},
        {unit,
         "escalator",
         {"escl", "escalator", "escalators", "rolltreppe", "fahrtreppe", "escalateur", "roulant"}},
        {unit,
         "elevator",
         {"evtr", "elev", "elevator", "elevators", "lift", "lifts", "aufzug", "aufzuege", "fahrstuhl",
          "ascenseur", "ascenseurs", "ascensor", "ascensores", "elevador", "elevadores"}},
        {unit,
         "stairs",
         {"strs", "stair", "stairs", "staircase", "steps", "treppe", "treppen", "treppenhaus", "escalier",
          "escaliers", "escalera", "escaleras", "escada", "escadas"}},
        {unit, "restroom", {"toil",       "toilet",    "toilets",   "restroom",  "restrooms",
                            "wc",         "bathroom",  "toilette",  "toiletten", "sanitaer",
                            "sanitaires", "sanitaire", "aseo",      "aseos",     "bano",
                            "banos",      "banheiro",  "banheiros", "sanitario", "sanitarios"}},
        {unit, "opentobelow", {"void", "voids", "luftraum", "vide", "vazio", "vacio"}},
        {unit,
         "walkway",
         {"corr",      "circ",     "corridor",    "corridors", "hallway",         "circulation", "walkway",
          "concourse", "flur",     "flure",       "korridor",  "verkehrsflaeche", "couloir",     "couloirs",
          "pasillo",   "pasillos", "circulacion", "corredor",  "corredores",      "circulacao"}},
        {unit,
         "parking",
         {"prkg", "parking", "parkplatz", "stellplatz", "stellplaetze", "stationnement", "aparcamiento",
          "estacionamiento", "estacionamento"}},
        {unit,
         "storage",
         {"storage", "lager", "lagerraum", "reserve", "stockage", "almacen", "deposito", "armazem"}},
        {unit, "retail", {"retl",      "retail",     "shop",     "shops",       "store",
                          "stores",    "tenant",     "tenants",  "laden",       "laeden",
                          "geschaeft", "geschaefte", "mieter",   "mietflaeche", "boutique",
                          "boutiques", "magasin",    "magasins", "commerce",    "commerces",
                          "tienda",    "tiendas",    "comercio", "loja",        "lojas"}},
        {kiosk,
         "",
         {"kios", "kiosk", "kiosks", "kioske", "kiosque", "kiosques", "kiosco", "quiosco", "quiosque",
          "quiosques"}},
        {opening,
         "",
         {"door", "doors", "tuer", "tueren", "tor", "tore", "porte", "portes", "puerta", "puertas", "porta",
          "portas", "entrance", "eingang", "entree", "entrada"}},
        {fixture, "", {"furn",        "furniture", "eqpm",       "fixt",    "equipment", "fixture",
                       "fixtures",    "cols",      "column",     "columns", "moebel",    "moeblierung",
                       "einrichtung", "stuetze",   "stuetzen",   "pfeiler", "mobilier",  "meubles",
                       "poteau",      "poteaux",   "mobiliario", "muebles", "columna",   "columnas",
                       "pilar",       "pilares",   "moveis"}},
        {wall, "", {"wall",     "walls",  "glaz",    "prtn",     "partition", "partitions", "wand",
                    "waende",   "mauer",  "mauern",  "mur",      "murs",      "cloison",    "cloisons",
                    "muro",     "muros",  "tabique", "tabiques", "pared",     "paredes",    "parede",
                    "parapet",  "window", "windows", "fenster",  "fenetre",   "fenetres",   "ventana",
                    "ventanas", "janela", "janelas"}},
        {outline,
         "",
         {"otln", "outl", "outline", "footprint", "perimeter", "umriss", "gebaeudeumriss", "contour",
          "emprise", "contorno", "perimetro", "gros"}},
        {section,
         "",
         {"zone", "zones", "department", "departments", "bereich", "bereiche", "zona", "zonas", "setor"}},
        {unit, "", {"area",       "room",        "rooms",    "spce",       "space",    "spaces",   "unit",
                    "units",      "raum",        "raeume",   "raumnummer", "raumname", "raumtext", "zimmer",
                    "flaeche",    "nutzflaeche", "piece",    "pieces",     "local",    "locaux",   "salle",
                    "salles",     "espace",      "sala",     "salas",      "espacio",  "recinto",  "estancia",
                    "habitacion", "espaco",      "ambiente", "quarto"}},
    };
    return entries;
}

// What is written in rooms.
constexpr std::array<std::string_view, 27> label_words{
    "iden",         "label", "labels", "text",     "texts",      "number",   "numbers",
    "name",         "names", "nummer", "nummern",  "raumnummer", "raumname", "raumtext",
    "beschriftung", "texte", "textes", "numero",   "numeros",    "nom",      "noms",
    "etiquette",    "texto", "textos", "etiqueta", "nombre",     "rotulo"};

// A word of six letters and more also counts as a part of a longer one, as compound words have it
// ("innenwaende"), and one of four as its beginning ("wallext").
bool says(const std::vector<std::string>& words, std::string_view wanted) {
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        if (word == wanted) return true;
        if (wanted.size() >= 6) return word.find(wanted) != std::string::npos;
        return wanted.size() >= 4 && word.starts_with(wanted) && word.size() <= wanted.size() + 4;
    });
}

bool is_label(const std::vector<std::string>& words) {
    return std::any_of(label_words.begin(), label_words.end(),
                       [&](std::string_view word) { return says(words, word); });
}

// ISO 13567-2: two characters for who, six for the element, two for how it is shown ("A-221---E-"). The
// element begins with a number of SfB table 1.
std::optional<LayerGuess> guess_iso(std::string_view name) {
    if (name.size() < 10 || name[0] < 'A' || name[0] > 'Z') return std::nullopt;
    const auto is_code = [](char c) { return (c >= '0' && c <= '9') || c == '-' || c == '_'; };
    const std::string_view element = name.substr(2, 6);
    if (element[0] < '1' || element[0] > '9' || element[1] < '0' || element[1] > '9') return std::nullopt;
    if (!std::all_of(element.begin(), element.end(), is_code)) return std::nullopt;
    // Text, dimensions, hatches, and what is only on paper.
    if (std::string_view("TDHPB").find(name[8]) != std::string_view::npos) return LayerGuess{ignore, ""};
    const int code = (element[0] - '0') * 10 + (element[1] - '0');
    if (code == 21 || code == 22 || code == 41 || code == 42) return LayerGuess{wall, ""};
    if (code == 31 || code == 32) return LayerGuess{opening, ""};
    if (code == 24) return LayerGuess{unit, "stairs"};
    if (code == 66) return LayerGuess{unit, "elevator"};
    if (code == 28 || (code >= 71 && code <= 89)) return LayerGuess{fixture, ""};
    if (code == 23 || code == 27 || (code >= 50 && code <= 69) || code == 35 || code == 45)
        return LayerGuess{ignore, ""};
    return std::nullopt;
}

}  // namespace

std::optional<LayerGuess> guess_layer(std::string_view name, bool texts_only) {
    // A reference that was bound keeps the name of its drawing in front: "plan$0$A-WALL", or "plan|A-WALL".
    if (const std::size_t end = name.find_last_of("$|"); end != std::string_view::npos)
        name.remove_prefix(end + 1);
    if (const auto iso = guess_iso(name)) return iso;
    const std::vector<std::string> words = words_of(name);
    const bool label = texts_only || is_label(words);
    for (const Entry& entry : table()) {
        const bool found = std::any_of(entry.words.begin(), entry.words.end(),
                                       [&](std::string_view word) { return says(words, word); });
        if (!found) continue;
        if (!label || entry.layer_class == ignore)
            return LayerGuess{entry.layer_class, std::string(entry.category)};
        if (entry.layer_class == section) return LayerGuess{section_label, ""};
        // What is written at a shop or in a room names it; what is written at a wall or door does not.
        const bool names_unit = entry.layer_class == unit || entry.layer_class == kiosk;
        return LayerGuess{names_unit ? unit_label : ignore, ""};
    }
    if (texts_only && is_label(words)) return LayerGuess{unit_label, ""};
    return std::nullopt;
}

std::optional<int> guess_ordinal(std::string_view stem) {
    const std::vector<std::string> words = words_of(stem);
    const auto number_at = [&](std::size_t i) -> std::optional<int> {
        if (i >= words.size() || words[i].size() > 2 || words[i][0] < '0' || words[i][0] > '9')
            return std::nullopt;
        return std::stoi(words[i]);
    };
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        const auto is = [&](Words list) { return std::find(list.begin(), list.end(), word) != list.end(); };
        const auto after = number_at(i + 1);
        const auto before = i > 0 ? number_at(i - 1) : std::nullopt;
        if (is({"eg", "gf", "erdgeschoss", "ground", "rdc", "rez", "pb", "terreo"})) return 0;
        if (is({"og", "obergeschoss", "stock", "etage", "piso", "planta", "andar"}) && (before || after))
            return before ? before : after;
        if (is({"ug", "untergeschoss", "basement", "sotano", "subsolo", "sous"}))
            return -(after ? *after : before.value_or(1));
        if (is({"b", "u"}) && after && *after > 0) return -*after;
        if (is({"level", "floor", "lvl", "l", "ebene", "niveau", "nivel"}) && after) return after;
        if (is({"g"}) && i + 1 == words.size()) return 0;
        if (is({"f"}) && after && *after > 0) return *after - 1;
    }
    // A number at the end that is no part of a date.
    const bool dated = words.size() > 1 && words[words.size() - 2].find_first_of("0123456789") == 0;
    return words.empty() || dated ? std::nullopt : number_at(words.size() - 1);
}

}  // namespace mallctl::importers::inspect
