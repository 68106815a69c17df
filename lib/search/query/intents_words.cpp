#include "search/query/intents_words.hpp"

namespace mallctl::search {

namespace {

constexpr auto near = Meaning::near_me;
constexpr auto open = Meaning::open_now;
constexpr auto ground = Meaning::ground;
constexpr auto basement = Meaning::basement;
constexpr auto top = Meaning::top;

constexpr IntentPhrase phrases[] = {
    // English
    {near, U"near me"},
    {near, U"near here"},
    {near, U"near by"},
    {near, U"nearby", true},
    {near, U"nearest", true},
    {near, U"nearest to me"},
    {near, U"closest", true},
    {near, U"closest to me"},
    {near, U"close to me"},
    {near, U"close by"},
    {near, U"around me"},
    {near, U"around here"},
    {near, U"next to me"},
    {open, U"open now"},
    {open, U"now open"},
    {open, U"opened now"},
    {open, U"open right now"},
    {open, U"open at the moment"},
    {open, U"currently open"},
    {open, U"still open"},
    {ground, U"ground floor"},
    {ground, U"ground level"},
    {ground, U"street level"},
    {basement, U"basement"},
    {basement, U"basement level"},
    {basement, U"basement floor"},
    {basement, U"lower ground"},
    {basement, U"lower ground floor"},
    {basement, U"lower level"},
    {top, U"top floor"},
    {top, U"top level"},
    // German; "ae" and "oe" where the keyboard has no umlaut
    {near, U"in der nahe"},
    {near, U"in der naehe"},
    {near, U"in meiner nahe"},
    {near, U"in meiner naehe"},
    {near, U"hier in der nahe"},
    {near, U"nahe von mir"},
    {near, U"nahe bei mir"},
    {near, U"um mich herum"},
    {near, U"nachste"},
    {near, U"nachster"},
    {near, U"nachstes"},
    {near, U"naechste"},
    {near, U"naechster"},
    {near, U"naechstes"},
    {near, U"nachstgelegene", true},
    {open, U"jetzt geoffnet"},
    {open, U"jetzt geoeffnet"},
    {open, U"jetzt offen"},
    {open, U"jetzt auf"},
    {open, U"geoffnet jetzt"},
    {open, U"offen jetzt"},
    {open, U"gerade geoffnet"},
    {open, U"gerade offen"},
    {open, U"aktuell geoffnet"},
    {open, U"noch geoffnet"},
    {open, U"noch geoeffnet"},
    {open, U"noch offen"},
    {ground, U"erdgeschoss", true},
    {ground, U"parterre"},
    {basement, U"untergeschoss", true},
    {basement, U"kellergeschoss", true},
    {top, U"oberstes stockwerk"},
    {top, U"oberster stock"},
    {top, U"obersten stock"},
    {top, U"oberste etage"},
    {top, U"obersten etage"},
    // French
    {near, U"pres de moi"},
    {near, U"pres dici"},
    {near, U"pres d ici"},
    {near, U"autour de moi"},
    {near, U"a proximite"},
    {near, U"le plus proche"},
    {near, U"la plus proche"},
    {near, U"les plus proches"},
    {open, U"ouvert maintenant"},
    {open, U"ouverts maintenant"},
    {open, U"ouverte maintenant"},
    {open, U"ouvertes maintenant"},
    {open, U"actuellement ouvert"},
    {open, U"ouvert en ce moment"},
    {open, U"encore ouvert"},
    {ground, U"rez de chaussee"},
    {ground, U"rez chaussee"},
    {ground, U"rdc"},
    {basement, U"sous sol"},
    {top, U"dernier etage"},
    // Spanish
    {near, U"cerca de mi"},
    {near, U"cerca de aqui"},
    {near, U"cerca"},
    {near, U"aqui cerca"},
    {near, U"mas cercano"},
    {near, U"mas cercana"},
    {near, U"alrededor de mi"},
    {open, U"abierto ahora"},
    {open, U"abierta ahora"},
    {open, U"abiertos ahora"},
    {open, U"abiertas ahora"},
    {open, U"ahora abierto"},
    {ground, U"planta baja"},
    {basement, U"sotano"},
    {top, U"ultima planta"},
    {top, U"ultimo piso"},
    // Portuguese
    {near, U"perto de mim"},
    {near, U"perto daqui"},
    {near, U"aqui perto"},
    {near, U"por perto"},
    {near, U"perto"},
    {near, U"mais proximo"},
    {near, U"mais proxima"},
    {open, U"aberto agora"},
    {open, U"aberta agora"},
    {open, U"abertos agora"},
    {open, U"abertas agora"},
    {open, U"agora aberto"},
    {ground, U"terreo"},
    {ground, U"piso terreo"},
    {ground, U"andar terreo"},
    {ground, U"res do chao"},
    {basement, U"subsolo"},
    {top, U"ultimo andar"},
    // Italian
    {near, U"vicino a me"},
    {near, U"vicino a qui"},
    {near, U"qui vicino"},
    {near, U"nelle vicinanze"},
    {near, U"piu vicino"},
    {near, U"piu vicina"},
    {open, U"aperto ora"},
    {open, U"aperta ora"},
    {open, U"aperti ora"},
    {open, U"aperte ora"},
    {open, U"aperto adesso"},
    {open, U"aperti adesso"},
    {open, U"ora aperto"},
    {ground, U"piano terra"},
    {ground, U"pianterreno", true},
    {basement, U"piano interrato"},
    {basement, U"seminterrato"},
    {top, U"ultimo piano"},
    // Chinese, simplified as the index does
    {near, U"附近"},
    {near, U"我附近"},
    {near, U"离我最近"},
    {near, U"最近的"},
    {open, U"现在营业"},
    {open, U"正在营业"},
    {open, U"营业中"},
    {open, U"现在开门"},
    {open, U"现在开着"},
    {ground, U"底楼"},
    {ground, U"底层"},
    {basement, U"地下室"},
    {basement, U"地下层"},
    {top, U"顶楼"},
    {top, U"顶层"},
    // Arabic
    {near, U"بالقرب مني"},
    {near, U"بالقرب من هنا"},
    {near, U"قريب مني"},
    {near, U"قريبه مني"},
    {near, U"قريب"},
    {near, U"قريبه"},
    {near, U"الاقرب"},
    {near, U"اقرب"},
    {open, U"مفتوح الان"},
    {open, U"مفتوحه الان"},
    {open, U"يفتح الان"},
    {ground, U"الطابق الارضي"},
    {ground, U"الدور الارضي"},
    {ground, U"طابق ارضي"},
    {basement, U"الطابق السفلي"},
    {basement, U"القبو"},
    {top, U"الطابق الاخير"},
    {top, U"الدور الاخير"},
};

constexpr FloorWord floors[] = {
    {U"floor", false, true},
    {U"level", false, true},
    {U"fl", false, true},
    {U"lvl", false, true},
    {U"basement", true, false},
    {U"stock", false, false},
    {U"stockwerk", false, false},
    {U"etage", false, false},  // French too
    {U"geschoss", false, false},
    {U"obergeschoss", false, false},
    {U"og", false, false},
    {U"ebene", false, false},
    {U"untergeschoss", true, false},
    {U"kellergeschoss", true, false},
    {U"ug", true, false},
    {U"niveau", false, false},
    {U"planta", false, false},
    {U"piso", false, false},  // Portuguese too
    {U"nivel", false, false},
    {U"sotano", true, false},
    {U"andar", false, false},
    {U"subsolo", true, false},
    {U"piano", false, false},
    {U"livello", false, false},
    {U"楼", false, true},
    {U"层", false, true},
    {U"طابق", false, false},
    {U"الطابق", false, false},
    {U"دور", false, false},
    {U"الدور", false, false},
};

constexpr std::u32string_view numbers[] = {
    U"first one 1st erste erster erstes ersten erstem eins premier premiere un primero primera primer uno "
    U"primeiro primeira um primo 一 الاول الاولي اول",
    U"second two zweite zweiter zweites zweiten zweitem zwei deuxieme seconde deux segundo segunda dos dois "
    U"secondo seconda due 二 两 الثاني الثانيه ثاني",
    U"third three dritte dritter drittes dritten drittem drei troisieme trois tercero tercera tercer tres "
    U"terceiro terceira terzo terza tre 三 الثالث الثالثه ثالث",
    U"fourth four vierte vierter viertes vierten viertem vier quatrieme quatre cuarto cuarta cuatro quarto "
    U"quarta quatro quattro 四 الرابع الرابعه رابع",
    U"fifth five funfte funfter funftes funften fuenfte fuenften funf fuenf cinquieme cinq quinto quinta "
    U"cinco cinque 五 الخامس الخامسه خامس",
    U"sixth six sechste sechster sechstes sechsten sechs sixieme sexto sexta seis sesto sesta sei 六 السادس "
    U"السادسه سادس",
    U"seventh seven siebte siebter siebtes siebten sieben septieme sept septimo septima siete setimo setima "
    U"sete settimo settima sette 七 السابع السابعه سابع",
    U"eighth eight achte achter achtes achten acht huitieme huit octavo octava ocho oitavo oitava oito "
    U"ottavo ottava otto 八 الثامن الثامنه ثامن",
    U"ninth nine neunte neunter neuntes neunten neun neuvieme neuf noveno novena nueve nono nona nove 九 "
    U"التاسع التاسعه تاسع",
    U"tenth ten zehnte zehnter zehntes zehnten zehn dixieme dix decimo decima diez dez dieci 十 العاشر "
    U"العاشره عاشر",
};

constexpr std::u32string_view endings[] = {
    U"",   U"st",  U"nd",  U"rd",  U"th",                         // English
    U"er", U"re",  U"e",   U"eme", U"ere", U"de", U"nde",         // French
    U"o",  U"a",   U"ro",  U"ra",  U"do",  U"da", U"to",  U"ta",  // Spanish, Portuguese, Italian
    U"te", U"ter", U"ten", U"tes", U"tem",                        // German
};

constexpr std::u32string_view above[] = {U"l", U"f", U"og", U"lvl", U"level"};
constexpr std::u32string_view below[] = {U"b", U"ug", U"u", U"s", U"lg", U"ll", U"sl", U"kg"};

constexpr std::u32string_view articles_and_is[] = {
    U"the", U"is",  U"are", U"that", U"which",                     // English
    U"der", U"die", U"das", U"dem",  U"den",   U"ist",   U"sind",  // German
    U"le",  U"la",  U"les", U"qui",  U"est",   U"sont",            // French
    U"el",  U"los", U"las", U"que",  U"esta",  U"estan",           // Spanish
    U"o",   U"os",  U"il",  U"lo",   U"i",     U"che",   U"sono",  // Portuguese, Italian
    U"علي",                                                        // Arabic
};

constexpr std::u32string_view before_level[] = {
    U"on", U"in",  U"at",  U"to",    U"of",                 // English
    U"im", U"auf", U"am",  U"vom",   U"zum",                // German
    U"au", U"a",   U"du",  U"dans",  U"sur",                // French
    U"en", U"de",  U"del", U"no",    U"na",  U"do", U"da",  // Spanish, Portuguese
    U"al", U"nel", U"sul", U"della", U"在",  U"第", U"في",
};

constexpr std::u32string_view after[] = {U"的"};

constexpr std::u32string_view minus[] = {U"minus", U"moins", U"menos", U"meno", U"负", U"地下", U"ناقص"};

}  // namespace

std::span<const IntentPhrase> intent_phrases() {
    return phrases;
}
std::span<const FloorWord> floor_words() {
    return floors;
}
std::span<const std::u32string_view> number_words() {
    return numbers;
}
std::span<const std::u32string_view> ordinal_endings() {
    return endings;
}
std::span<const std::u32string_view> level_affixes() {
    return above;
}
std::span<const std::u32string_view> basement_affixes() {
    return below;
}
std::span<const std::u32string_view> articles() {
    return articles_and_is;
}
std::span<const std::u32string_view> prepositions() {
    return before_level;
}
std::span<const std::u32string_view> minus_words() {
    return minus;
}
std::span<const std::u32string_view> particles() {
    return after;
}

}  // namespace mallctl::search
