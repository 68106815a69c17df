#include "exporters/svg/words.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace mallctl::exporters::floor_map {

namespace {

using Row = std::array<std::string_view, 4>;
constexpr std::array<std::string_view, 4> languages = {"en", "de", "fr", "es"};

const std::map<std::string_view, Row>& words() {
    static const std::map<std::string_view, Row> table = {
        {"atm", {"Cash machine", "Geldautomat", "Distributeur", "Cajero"}},
        {"babychanging", {"Baby changing", "Wickelraum", "Espace bébé", "Cambiador"}},
        {"baggagestorage", {"Lockers", "Schließfächer", "Consignes", "Consigna"}},
        {"beauty", {"Beauty and health", "Schönheit und Gesundheit", "Beauté et santé", "Belleza y salud"}},
        {"directory", {"Directory", "Verzeichnis", "Répertoire", "Directorio"}},
        {"drinkingfountain", {"Drinking water", "Trinkwasser", "Eau potable", "Agua potable"}},
        {"electronics", {"Electronics", "Elektronik", "Électronique", "Electrónica"}},
        {"elevator", {"Lift", "Aufzug", "Ascenseur", "Ascensor"}},
        {"entry", {"Entrance", "Eingang", "Entrée", "Entrada"}},
        {"escalator", {"Escalator", "Rolltreppe", "Escalator", "Escalera mecánica"}},
        {"fashion", {"Fashion and jewellery", "Mode und Schmuck", "Mode et bijoux", "Moda y joyería"}},
        {"firstaid", {"First aid", "Erste Hilfe", "Premiers secours", "Primeros auxilios"}},
        {"food", {"Food and drink", "Essen und Trinken", "Restauration", "Comida y bebida"}},
        {"foodservice", {"Food and drink", "Essen und Trinken", "Restauration", "Comida y bebida"}},
        {"highlight", {"Highlighted", "Hervorgehoben", "Mis en évidence", "Destacado"}},
        {"home", {"Home", "Wohnen", "Maison", "Hogar"}},
        {"information", {"Information", "Information", "Accueil", "Información"}},
        {"legend", {"Legend", "Legende", "Légende", "Leyenda"}},
        {"leisure",
         {"Leisure, sports, toys", "Freizeit, Sport, Spiel", "Loisirs, sport, jeux", "Ocio, deporte, juego"}},
        {"level", {"Level", "Ebene", "Niveau", "Planta"}},
        {"media", {"Books and gifts", "Bücher und Geschenke", "Livres et cadeaux", "Libros y regalos"}},
        {"mothersroom", {"Baby care", "Stillraum", "Allaitement", "Sala de lactancia"}},
        {"movingwalkway", {"Moving walkway", "Fahrsteig", "Trottoir roulant", "Pasillo rodante"}},
        {"nonpublic", {"Not public", "Nicht öffentlich", "Privé", "Privado"}},
        {"office", {"Offices", "Büros", "Bureaux", "Oficinas"}},
        {"parking", {"Parking", "Parken", "Parking", "Aparcamiento"}},
        {"ramp", {"Ramp", "Rampe", "Rampe", "Rampa"}},
        {"restroom", {"Toilets", "Toiletten", "Toilettes", "Aseos"}},
        {"restroom.female", {"Toilets, women", "Toiletten, Damen", "Toilettes, femmes", "Aseos, mujeres"}},
        {"restroom.male", {"Toilets, men", "Toiletten, Herren", "Toilettes, hommes", "Aseos, hombres"}},
        {"restroom.wheelchair", {"Accessible toilet", "Behinderten-WC", "WC accessible", "Aseo accesible"}},
        {"room", {"Other rooms", "Weitere Räume", "Autres locaux", "Otros espacios"}},
        {"route", {"Way", "Weg", "Itinéraire", "Ruta"}},
        {"scan_me",
         {"Scan for shops and directions", "Scannen: Läden und Wege", "Scannez : boutiques et plan",
          "Escanee: tiendas y rutas"}},
        {"seating", {"Seats", "Sitzplätze", "Sièges", "Asientos"}},
        {"security", {"Security", "Sicherheit", "Sécurité", "Seguridad"}},
        {"services", {"Services", "Dienstleistungen", "Services", "Servicios"}},
        {"shop", {"Other shops", "Weitere Geschäfte", "Autres boutiques", "Otras tiendas"}},
        {"stairs", {"Stairs", "Treppe", "Escalier", "Escaleras"}},
        {"steps", {"Stairs", "Treppe", "Escalier", "Escaleras"}},
        {"storage.lockers", {"Lockers", "Schließfächer", "Consignes", "Consigna"}},
        {"teaching", {"Halls and class rooms", "Säle und Unterricht", "Salles et cours", "Salas y aulas"}},
        {"to_level", {"to level", "zu Ebene", "vers niveau", "a planta"}},
        {"wheelchairassist", {"Wheelchair help", "Rollstuhlhilfe", "Aide fauteuil", "Ayuda silla"}},
        {"you_are_here", {"You are here", "Ihr Standort", "Vous êtes ici", "Usted está aquí"}},
    };
    return table;
}

}  // namespace

std::string word(std::string_view key, const std::vector<std::string>& locales) {
    const auto it = words().find(key);
    if (it == words().end()) return std::string(key);
    for (const auto& locale : locales) {
        const std::string language = locale.substr(0, locale.find('-'));
        const auto known = std::find(languages.begin(), languages.end(), language);
        if (known != languages.end())
            return std::string(it->second[static_cast<std::size_t>(known - languages.begin())]);
    }
    return std::string(it->second.front());
}

}  // namespace mallctl::exporters::floor_map
