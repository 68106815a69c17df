// Devices, and what they play.
#include "search/synonyms/tables.hpp"

namespace mallctl::search {

namespace {

constexpr WrittenSynonyms sets[] = {
    {.slug = "electronics",
     .segments = "electronics, consumer_electronics, appliance, appliances, hifi, electrical",
     .en = "electronics, consumer electronics, appliances, tv, hifi, gadgets",
     .de = "Elektronik, Elektronikmarkt, Elektro, Haushaltsgeräte, Fernseher",
     .fr = "électronique, électroménager, hi-fi, téléviseurs",
     .es = "electrónica, electrodomésticos, televisores",
     .pt = "eletrônica, eletrônicos, eletrodomésticos",
     .it = "elettronica, elettrodomestici, televisori",
     .zh = "电器, 电子产品, 家电, 数码",
     .ar = "إلكترونيات, أجهزة كهربائية, أجهزة منزلية"},
    {.slug = "computers",
     .segments = "computer, computers, printer_ink",
     .en = "computer, computers, laptop, laptops, pc, printer ink",
     .de = "Computer, Rechner, Druckerpatronen, Computerladen",
     .fr = "ordinateur, ordinateurs, informatique",
     .es = "ordenador, ordenadores, computadora, computadoras, informática",
     .pt = "computador, computadores, informática",
     .it = "informatica, computer portatili",
     .zh = "电脑, 笔记本电脑, 计算机",
     .ar = "كمبيوتر, حواسيب, لابتوب"},
    {.slug = "phones",
     .segments = "mobile_phone, phone, phones, mobile, telecommunication, telecom, mobile_phone_accessories",
     .en = "phone, phones, mobile phone, cell phone, smartphone, telecom, sim card",
     .de = "Handy, Handys, Mobilfunk, Telefon, Smartphone",
     .fr = "téléphone, téléphonie, portable, smartphone",
     .es = "móvil, móviles, teléfono, celular, celulares, telefonía",
     .pt = "telemóvel, telemóveis, telefone, celular, telefonia",
     .it = "cellulare, cellulari, telefono, telefonia",
     .zh = "手机, 手机店, 电话, 通讯",
     .ar = "هواتف, هاتف, موبايل, جوال, اتصالات"},
    {.slug = "photo",
     .segments = "photo, camera, photography, photo_booth, frame",
     .en = "photo, photos, camera, cameras, photography",
     .de = "Foto, Fotos, Kamera, Kameras, Fotograf",
     .fr = "photographie, photographe, appareil photo",
     .es = "fotografía, fotos, cámara, cámaras",
     .pt = "fotografia, câmera, câmeras, máquina fotográfica",
     .it = "fotografia, fotocamera, fotografo",
     .zh = "摄影, 相机, 照相, 照片",
     .ar = "تصوير, كاميرا, كاميرات, صور"},
    {.slug = "video_games",
     .segments = "video_games, games, gaming",
     .en = "video games, games, gaming, consoles",
     .de = "Videospiele, Spielkonsolen, Computerspiele",
     .fr = "jeux vidéo, consoles de jeux",
     .es = "videojuegos, consolas",
     .pt = "videojogos, videogames, jogos, consoles",
     .it = "videogiochi, giochi elettronici, console",
     .zh = "游戏, 电子游戏, 游戏机",
     .ar = "ألعاب فيديو, ألعاب إلكترونية"},
    {.slug = "music",
     .segments = "music, musical_instrument, musical_instruments",
     .en = "music, musical instruments, records, vinyl, guitars",
     .de = "Musik, Musikinstrumente, Schallplatten, Instrumente",
     .fr = "musique, instruments de musique, disques",
     .es = "música, instrumentos musicales, discos",
     .pt = "instrumentos musicais, música, discos de vinil",
     .it = "musica, strumenti musicali, dischi",
     .zh = "音乐, 乐器, 唱片",
     .ar = "موسيقى, آلات موسيقية"},
};

}  // namespace

std::span<const WrittenSynonyms> technology_synonyms() {
    return sets;
}

}  // namespace mallctl::search
