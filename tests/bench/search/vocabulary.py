"""Words that the names of products are made of, in five languages: none is taken from the names of brands."""

COLOURS = {
    "en": "black white navy red green grey beige burgundy olive charcoal turquoise lavender mustard ivory coral teal "
          "copper rose khaki mint".split(),
    "de": "schwarz weiß dunkelblau rot grün grau beige bordeaux oliv anthrazit türkis lavendel senfgelb elfenbein "
          "koralle petrol kupfer altrosa khaki mintgrün".split(),
    "fr": "noir blanc bleu rouge vert gris beige bordeaux kaki anthracite turquoise lavande moutarde ivoire corail "
          "pétrole cuivre rose écru menthe".split(),
    "es": "negro blanco azul rojo verde gris beis burdeos oliva carbón turquesa lavanda mostaza marfil coral "
          "petróleo cobre rosa caqui menta".split(),
    "it": "nero bianco blu rosso verde grigio beige bordò oliva antracite turchese lavanda senape avorio corallo "
          "petrolio rame rosa cachi menta".split(),
}

MATERIALS = {
    "en": "cotton leather wool linen denim suede silk velvet steel oak bamboo ceramic glass rubber canvas fleece "
          "cashmere nylon marble titanium".split(),
    "de": "Baumwolle Leder Wolle Leinen Denim Wildleder Seide Samt Edelstahl Eiche Bambus Keramik Glas Gummi Canvas "
          "Fleece Kaschmir Nylon Marmor Titan".split(),
    "fr": "coton cuir laine lin jean daim soie velours acier chêne bambou céramique verre caoutchouc toile polaire "
          "cachemire nylon marbre titane".split(),
    "es": "algodón cuero lana lino vaquero ante seda terciopelo acero roble bambú cerámica vidrio goma lona polar "
          "cachemira nailon mármol titanio".split(),
    "it": "cotone pelle lana lino denim camoscio seta velluto acciaio rovere bambù ceramica vetro gomma tela pile "
          "cashmere nylon marmo titanio".split(),
}

ADJECTIVES = {
    "en": "slim padded waterproof lightweight classic organic foldable rechargeable oversized quilted cordless striped "
          "hooded insulated printed ribbed cropped pleated wireless seamless scented reversible breathable washable "
          "knitted embroidered magnetic adjustable anti-slip heavy-duty".split(),
    "de": "schmal gefüttert wasserdicht leicht klassisch bio faltbar aufladbar übergroß gesteppt kabellos gestreift "
          "mit-Kapuze isoliert bedruckt gerippt kurz plissiert drahtlos nahtlos duftend wendbar atmungsaktiv waschbar "
          "gestrickt bestickt magnetisch verstellbar rutschfest robust".split(),
    "fr": "ajusté rembourré imperméable léger classique bio pliable rechargeable oversize matelassé sans-fil rayé "
          "capuche isotherme imprimé côtelé court plissé connecté sans-couture parfumé réversible respirant lavable "
          "tricoté brodé magnétique réglable antidérapant robuste".split(),
    "es": "ajustado acolchado impermeable ligero clásico ecológico plegable recargable extragrande guateado "
          "inalámbrico rayado con-capucha aislante estampado acanalado corto plisado conectado sin-costuras perfumado "
          "reversible transpirable lavable tejido bordado magnético regulable antideslizante resistente".split(),
    "it": "aderente imbottito impermeabile leggero classico biologico pieghevole ricaricabile ampio trapuntato "
          "cordless rigato con-cappuccio termico stampato a-coste corto plissettato wireless senza-cuciture profumato "
          "reversibile traspirante lavabile lavorato ricamato magnetico regolabile antiscivolo resistente".split(),
}

# Of one shelf each: category, then its nouns by language.
NOUNS = {
    "clothing": {
        "en": "jacket trousers shirt sweater skirt dress coat hoodie socks scarf gloves cardigan blouse shorts pyjamas "
              "swimsuit leggings waistcoat bathrobe raincoat".split(),
        "de": "Jacke Hose Hemd Pullover Rock Kleid Mantel Kapuzenjacke Socken Schal Handschuhe Strickjacke Bluse "
              "Shorts Schlafanzug Badeanzug Leggings Weste Bademantel Regenjacke".split(),
        "fr": "veste pantalon chemise pull jupe robe manteau sweat chaussettes écharpe gants gilet chemisier bermuda "
              "pyjama maillot legging doudoune peignoir imperméable".split(),
        "es": "chaqueta pantalón camisa jersey falda vestido abrigo sudadera calcetines bufanda guantes rebeca blusa "
              "bermudas pijama bañador mallas chaleco albornoz chubasquero".split(),
        "it": "giacca pantaloni camicia maglione gonna vestito cappotto felpa calzini sciarpa guanti cardigan "
              "camicetta bermuda pigiama costume leggings gilet accappatoio impermeabile".split(),
    },
    "shoes": {
        "en": "sneakers boots sandals loafers slippers pumps clogs espadrilles wellingtons moccasins".split(),
        "de": "Turnschuhe Stiefel Sandalen Slipper Hausschuhe Pumps Clogs Espadrilles Gummistiefel Mokassins".split(),
        "fr": "baskets bottes sandales mocassins chaussons escarpins sabots espadrilles bottines derbies".split(),
        "es": "zapatillas botas sandalias mocasines pantuflas tacones zuecos alpargatas botines náuticos".split(),
        "it": "scarpe stivali sandali mocassini pantofole décolleté zoccoli espadrillas stivaletti francesine".split(),
    },
    "kitchen": {
        "en": "saucepan kettle toaster blender teapot corkscrew colander whisk grater lunchbox mug carafe wok "
              "casserole breadbin rolling-pin".split(),
        "de": "Kochtopf Wasserkocher Toaster Standmixer Teekanne Korkenzieher Sieb Schneebesen Reibe Brotdose Becher "
              "Karaffe Wok Bräter Brotkasten Nudelholz".split(),
        "fr": "casserole bouilloire grille-pain mixeur théière tire-bouchon passoire fouet râpe gamelle tasse carafe "
              "wok cocotte panière rouleau".split(),
        "es": "cazo hervidor tostadora batidora tetera sacacorchos colador varillas rallador fiambrera taza jarra wok "
              "cacerola panera rodillo".split(),
        "it": "casseruola bollitore tostapane frullatore teiera cavatappi colino frusta grattugia portapranzo tazza "
              "caraffa wok tegame portapane mattarello".split(),
    },
    "home": {
        "en": "pillow blanket curtain lampshade mirror bookcase armchair bedside-table doormat candle vase towel "
              "mattress duvet shelf clothes-rack".split(),
        "de": "Kissen Decke Vorhang Lampenschirm Spiegel Bücherregal Sessel Nachttisch Fußmatte Kerze Vase Handtuch "
              "Matratze Bettdecke Regal Kleiderständer".split(),
        "fr": "oreiller couverture rideau abat-jour miroir bibliothèque fauteuil chevet paillasson bougie vase "
              "serviette matelas couette étagère portant".split(),
        "es": "almohada manta cortina lámpara espejo librería sillón mesilla felpudo vela jarrón toalla colchón "
              "edredón estante perchero".split(),
        "it": "cuscino coperta tenda paralume specchio libreria poltrona comodino zerbino candela vaso asciugamano "
              "materasso piumone mensola appendiabiti".split(),
    },
    "electronics": {
        "en": "headphones charger keyboard monitor loudspeaker router webcam projector tripod power-bank microphone "
              "hard-drive smartwatch memory-card docking-station hair-dryer".split(),
        "de": "Kopfhörer Ladegerät Tastatur Bildschirm Lautsprecher Router Webcam Beamer Stativ Powerbank Mikrofon "
              "Festplatte Smartwatch Speicherkarte Dockingstation Haartrockner".split(),
        "fr": "casque chargeur clavier écran enceinte routeur webcam projecteur trépied batterie microphone "
              "disque-dur montre carte-mémoire station sèche-cheveux".split(),
        "es": "auriculares cargador teclado monitor altavoz enrutador cámara proyector trípode batería micrófono "
              "disco-duro reloj tarjeta base secador".split(),
        "it": "cuffie caricatore tastiera monitor altoparlante router webcam proiettore treppiede batteria microfono "
              "disco orologio scheda docking asciugacapelli".split(),
    },
    "food": {
        "en": "olive-oil honey marmalade oatmeal espresso-beans green-tea lentils almonds dark-chocolate sea-salt "
              "tomato-sauce basmati-rice chickpeas granola mineral-water peppermint-tea".split(),
        "de": "Olivenöl Honig Marmelade Haferflocken Kaffeebohnen Grüntee Linsen Mandeln Zartbitterschokolade Meersalz "
              "Tomatensauce Basmatireis Kichererbsen Müsli Mineralwasser Pfefferminztee".split(),
        "fr": "huile-d'olive miel confiture flocons-d'avoine café-grains thé-vert lentilles amandes chocolat-noir "
              "sel-marin sauce-tomate riz-basmati pois-chiches granola eau-minérale infusion".split(),
        "es": "aceite-de-oliva miel mermelada copos-de-avena café-grano té-verde lentejas almendras chocolate-negro "
              "sal-marina salsa-de-tomate arroz-basmati garbanzos granola agua-mineral manzanilla".split(),
        "it": "olio-d'oliva miele confettura fiocchi-d'avena caffè-chicchi tè-verde lenticchie mandorle "
              "cioccolato-fondente sale-marino passata-di-pomodoro riso-basmati ceci granola acqua-minerale "
              "camomilla".split(),
    },
    "care": {
        "en": "shampoo conditioner body-lotion toothpaste sunscreen hand-cream lipstick mascara shower-gel deodorant "
              "nail-polish face-mask".split(),
        "de": "Shampoo Spülung Körperlotion Zahnpasta Sonnencreme Handcreme Lippenstift Wimperntusche Duschgel Deo "
              "Nagellack Gesichtsmaske".split(),
        "fr": "shampooing après-shampooing lait-corporel dentifrice crème-solaire crème-mains rouge-à-lèvres mascara "
              "gel-douche déodorant vernis masque".split(),
        "es": "champú acondicionador loción-corporal dentífrico protector-solar crema-de-manos pintalabios rímel "
              "gel-de-ducha desodorante esmalte mascarilla".split(),
        "it": "shampoo balsamo latte-corpo dentifricio crema-solare crema-mani rossetto mascara bagnoschiuma "
              "deodorante smalto maschera".split(),
    },
}

FOR_WHOM = {"en": ["men", "women", "kids", "unisex"], "de": ["Herren", "Damen", "Kinder", "unisex"],
            "fr": ["homme", "femme", "enfant", "mixte"], "es": ["hombre", "mujer", "niños", "unisex"],
            "it": ["uomo", "donna", "bambini", "unisex"]}

SIZES = {
    "clothing": "XS S M L XL XXL 34 36 38 40 42 44 46 48".split(),
    "shoes": "35 36 37 38 39 40 41 42 43 44 45 46".split(),
    "kitchen": ["0.5 l", "1 l", "1.5 l", "2 l", "20 cm", "24 cm", "28 cm", "set of 4"],
    "home": ["40x60", "50x70", "60x120", "80x200", "90x200", "140x200", "30 cm", "45 cm"],
    "electronics": ["64 GB", "128 GB", "256 GB", "1 TB", "20 W", "65 W", "USB-C", "24 inch", "27 inch", "5 m"],
    "food": ["100 g", "250 g", "500 g", "1 kg", "330 ml", "750 ml", "6 x 1 l"],
    "care": ["50 ml", "75 ml", "100 ml", "200 ml", "250 ml", "400 ml"],
}
