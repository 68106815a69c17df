#include "exporters/svg/words.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace mallctl::exporters::floor_map {

namespace {

using Row = std::array<std::string_view, 7>;
constexpr std::array<std::string_view, 7> languages = {"en", "de", "fr", "es", "pt", "zh", "ar"};

const std::map<std::string_view, Row>& words() {
    static const std::map<std::string_view, Row> table = {
        {"atm",
         {"Cash machine", "Geldautomat", "Distributeur", "Cajero", "Caixa eletrônico", "自动取款机",
          "صراف آلي"}},
        {"babychanging",
         {"Baby changing", "Wickelraum", "Espace bébé", "Cambiador", "Fraldário", "婴儿护理台",
          "غيار الأطفال"}},
        {"baggagestorage",
         {"Lockers", "Schließfächer", "Consignes", "Consigna", "Guarda-volumes", "行李寄存", "حفظ الأمتعة"}},
        {"beauty",
         {"Beauty and health", "Schönheit und Gesundheit", "Beauté et santé", "Belleza y salud",
          "Beleza e saúde", "美容与健康", "الجمال والصحة"}},
        {"directory",
         {"Directory", "Verzeichnis", "Répertoire", "Directorio", "Diretório", "店铺索引", "الدليل"}},
        {"drinkingfountain",
         {"Drinking water", "Trinkwasser", "Eau potable", "Agua potable", "Água potável", "饮用水",
          "مياه شرب"}},
        {"electronics",
         {"Electronics", "Elektronik", "Électronique", "Electrónica", "Eletrônicos", "电子产品",
          "إلكترونيات"}},
        {"elevator", {"Lift", "Aufzug", "Ascenseur", "Ascensor", "Elevador", "电梯", "مصعد"}},
        {"entry", {"Entrance", "Eingang", "Entrée", "Entrada", "Entrada", "入口", "مدخل"}},
        {"escalator",
         {"Escalator", "Rolltreppe", "Escalator", "Escalera mecánica", "Escada rolante", "自动扶梯",
          "سلم متحرك"}},
        {"fashion",
         {"Fashion and jewellery", "Mode und Schmuck", "Mode et bijoux", "Moda y joyería", "Moda e joias",
          "时装与珠宝", "أزياء ومجوهرات"}},
        {"firstaid",
         {"First aid", "Erste Hilfe", "Premiers secours", "Primeros auxilios", "Primeiros socorros", "急救",
          "إسعافات أولية"}},
        {"food",
         {"Food and drink", "Essen und Trinken", "Restauration", "Comida y bebida", "Comida e bebida", "餐饮",
          "مأكولات ومشروبات"}},
        {"foodservice",
         {"Food and drink", "Essen und Trinken", "Restauration", "Comida y bebida", "Comida e bebida", "餐饮",
          "مأكولات ومشروبات"}},
        {"highlight",
         {"Highlighted", "Hervorgehoben", "Mis en évidence", "Destacado", "Destacado", "重点标示", "مميز"}},
        {"home", {"Home", "Wohnen", "Maison", "Hogar", "Casa", "家居", "المنزل"}},
        {"information",
         {"Information", "Information", "Accueil", "Información", "Informações", "服务台", "استعلامات"}},
        {"legend", {"Legend", "Legende", "Légende", "Leyenda", "Legenda", "图例", "مفتاح الخريطة"}},
        {"leisure",
         {"Leisure, sports, toys", "Freizeit, Sport, Spiel", "Loisirs, sport, jeux", "Ocio, deporte, juego",
          "Lazer, esporte, brinquedos", "休闲、运动、玩具", "ترفيه ورياضة وألعاب"}},
        {"level", {"Level", "Ebene", "Niveau", "Planta", "Piso", "楼层", "الطابق"}},
        {"media",
         {"Books and gifts", "Bücher und Geschenke", "Livres et cadeaux", "Libros y regalos",
          "Livros e presentes", "图书与礼品", "كتب وهدايا"}},
        {"mothersroom",
         {"Baby care", "Stillraum", "Allaitement", "Sala de lactancia", "Sala de amamentação", "母婴室",
          "غرفة رضاعة"}},
        {"movingwalkway",
         {"Moving walkway", "Fahrsteig", "Trottoir roulant", "Pasillo rodante", "Esteira rolante", "自动步道",
          "ممشى متحرك"}},
        {"nonpublic",
         {"Not public", "Nicht öffentlich", "Privé", "Privado", "Área restrita", "非公共区域", "غير عام"}},
        {"office", {"Offices", "Büros", "Bureaux", "Oficinas", "Escritórios", "办公室", "مكاتب"}},
        {"parking",
         {"Parking", "Parken", "Parking", "Aparcamiento", "Estacionamento", "停车场", "موقف سيارات"}},
        {"ramp", {"Ramp", "Rampe", "Rampe", "Rampa", "Rampa", "坡道", "منحدر"}},
        {"restroom", {"Toilets", "Toiletten", "Toilettes", "Aseos", "Banheiros", "洗手间", "دورات مياه"}},
        {"restroom.female",
         {"Toilets, women", "Toiletten, Damen", "Toilettes, femmes", "Aseos, mujeres", "Banheiro feminino",
          "女洗手间", "دورة مياه للنساء"}},
        {"restroom.male",
         {"Toilets, men", "Toiletten, Herren", "Toilettes, hommes", "Aseos, hombres", "Banheiro masculino",
          "男洗手间", "دورة مياه للرجال"}},
        {"restroom.wheelchair",
         {"Accessible toilet", "Behinderten-WC", "WC accessible", "Aseo accesible", "Banheiro acessível",
          "无障碍洗手间", "دورة مياه لذوي الإعاقة"}},
        {"room",
         {"Other rooms", "Weitere Räume", "Autres locaux", "Otros espacios", "Outros espaços", "其他房间",
          "غرف أخرى"}},
        {"route", {"Way", "Weg", "Itinéraire", "Ruta", "Caminho", "路线", "المسار"}},
        {"scan_me",
         {"Scan for shops and directions", "Scannen: Läden und Wege", "Scannez : boutiques et plan",
          "Escanee: tiendas y rutas", "Escaneie: lojas e caminhos", "扫码查看店铺与路线",
          "امسح الرمز للمتاجر والاتجاهات"}},
        {"seating", {"Seats", "Sitzplätze", "Sièges", "Asientos", "Assentos", "座椅", "مقاعد"}},
        {"security", {"Security", "Sicherheit", "Sécurité", "Seguridad", "Segurança", "安保", "الأمن"}},
        {"services", {"Services", "Dienstleistungen", "Services", "Servicios", "Serviços", "服务", "خدمات"}},
        {"shop",
         {"Other shops", "Weitere Geschäfte", "Autres boutiques", "Otras tiendas", "Outras lojas", "其他店铺",
          "متاجر أخرى"}},
        {"stairs", {"Stairs", "Treppe", "Escalier", "Escaleras", "Escada", "楼梯", "درج"}},
        {"steps", {"Stairs", "Treppe", "Escalier", "Escaleras", "Escada", "楼梯", "درج"}},
        {"storage.lockers",
         {"Lockers", "Schließfächer", "Consignes", "Consigna", "Guarda-volumes", "储物柜", "خزائن"}},
        {"teaching",
         {"Halls and class rooms", "Säle und Unterricht", "Salles et cours", "Salas y aulas",
          "Salas e auditórios", "礼堂与教室", "قاعات وفصول"}},
        {"to_level",
         {"to level", "zu Ebene", "vers niveau", "a planta", "para o piso", "前往楼层", "إلى الطابق"}},
        {"wheelchairassist",
         {"Wheelchair help", "Rollstuhlhilfe", "Aide fauteuil", "Ayuda silla", "Ajuda para cadeirantes",
          "轮椅服务", "خدمة الكراسي المتحركة"}},
        {"you_are_here",
         {"You are here", "Ihr Standort", "Vous êtes ici", "Usted está aquí", "Você está aqui", "您在此处",
          "أنت هنا"}},
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
