/** What a word of the trade does in a sentence. A role names a whole category ("plumber"). */
export type TradeKind = 'object' | 'action' | 'symptom' | 'gender' | 'role' | 'negation' | 'filler';

/** One meaning and its everyday spellings. Several words in one entry match as a phrase. */
export interface TradeWord {
  concept: string;
  kind: TradeKind;
  spellings: string[];
}

const entry = (kind: TradeKind, concept: string, spellings: string): TradeWord => ({
  kind,
  concept,
  spellings: spellings.split(',').map((spelling) => spelling.trim()),
});

const OBJECTS: [string, string][] = [
  [
    'ac',
    'ac, acs, ac s, esi, a c, a/c, air conditioner, air conditioning, aircon, air con, aircond, airconditioner, एसी, ए सी, split ac, window ac, split acs, window acs, ac unit',
  ],
  ['fridge', 'fridge, refrigerator, frij, frige, freezer, deep freezer, फ्रिज, रेफ्रिजरेटर'],
  [
    'washing-machine',
    'washing machine, washingmachine, washer, washer dryer, kapde dhone ki machine, kapde dhone wali machine, kapde ki machine, laundry machine, वाशिंग मशीन, वॉशिंग मशीन, कपड़े धोने की मशीन, कपड़े धोने वाली मशीन',
  ],
  ['microwave', 'microwave, micro wave, microwave oven, oven, otg, माइक्रोवेव, ओवन'],
  ['tv', 'tv, t v, television, telly, led tv, smart tv, lcd tv, टीवी, टी वी, टेलीविजन'],
  ['geyser', 'geyser, geezer, gizer, geser, giser, water heater, गीजर, गीज़र, वाटर हीटर'],
  [
    'tap',
    'tap, taps, faucet, nal, nalka, nalke, nala nal, tonti, toti, टोंटी, नल, नलका, टैप, mixer tap, shower tap',
  ],
  ['pipe', 'pipe, pipes, pipeline, pipe line, paip, पाइप, पाइपलाइन'],
  [
    'toilet',
    'toilet, commode, comode, kamod, flush, flush tank, cistern, western seat, toilet seat, wc, शौचालय, कमोड, टॉयलेट, फ्लश, latrine, लैट्रिन',
  ],
  [
    'drain',
    'drain, drains, nali, naali, gutter, sewer, sewage, नाली, गटर, सीवर, floor trap, drainage, nahani, nahani trap',
  ],
  [
    'water-tank',
    'water tank, tank, overhead tank, tanki, paani ki tanki, sintex, sintex tank, sump, underground tank, टंकी, पानी की टंकी, वाटर टैंक',
  ],
  ['sink', 'sink, kitchen sink, wash basin sink, सिंक'],
  ['basin', 'basin, wash basin, washbasin, बेसिन'],
  ['shower', 'shower, shower head, शावर'],
  [
    'bathroom',
    'bathroom, bath room, washroom, wash room, bathrooms, गुसलखाना, gusalkhana, ghusalkhana, बाथरूम, restroom',
  ],
  ['kitchen', 'kitchen, kichen, kitchan, rasoi, rasoi ghar, rasoighar, रसोई, रसोईघर, किचन'],
  ['chimney', 'chimney, चिमनी'],
  ['sofa', 'sofa, couch, settee, sofas, sofa set, recliner, सोफा, सोफे, sofe'],
  [
    'carpet',
    'carpet, carpets, rug, rugs, kaleen, qaleen, kalin, galicha, dari, कालीन, कारपेट, कार्पेट, दरी, गलीचा',
  ],
  ['window', 'window, windows, khidki, khidkiya, khidkiyan, khidkiyon, khirki, खिड़की, खिड़कियां, window glass'],
  ['door', 'door, doors, darwaza, darwaja, darwaze, gate, दरवाजा, दरवाज़ा, दरवाजे, गेट, kiwad'],
  ['lock', 'lock, latch, handle, tala, taala, kundi, ताला, कुंडी, chitkani, hinge, hinges, kabza, kabja'],
  ['furniture', 'furniture, फर्नीचर, farnichar'],
  ['wardrobe', 'wardrobe, almirah, almari, almira, alamari, cupboard, अलमारी'],
  [
    'cabinet',
    'cabinet, cabinets, modular kitchen, drawer, drawers, shelf, shelves, kitchen cabinet, दराज, कैबिनेट, shutter',
  ],
  ['chair', 'chair, chairs, kursi, कुर्सी'],
  ['table', 'table, dining table, study table, mez, mej, मेज, टेबल, desk'],
  ['bed', 'bed, cot, palang, khaat, charpai, पलंग, खाट, बेड, box bed, diwan'],
  ['mattress', 'mattress, gadda, gadde, गद्दा, गद्दे, bistar, बिस्तर'],
  [
    'switch',
    'switch, switches, switchboard, switch board, socket, sockets, plug, plug point, power point, charging point, स्विच, सॉकेट, बोर्ड, swich',
  ],
  ['fan', 'fan, fans, ceiling fan, pankha, pankhe, pankhaa, exhaust fan, exhaust, पंखा, पंखे, फैन, regulator'],
  [
    'light',
    'light, lights, tubelight, tube light, bulb, bulbs, led light, chandelier, jhoomar, jhumar, lamp, batti, लाइट, ट्यूबलाइट, बल्ब, झूमर, बत्ती, fancy light, downlight, downlights',
  ],
  ['wiring', 'wiring, wire, wires, taar, tar, cable, वायरिंग, तार, rewiring, electrical wiring'],
  [
    'mcb',
    'mcb, fuse, fuze, circuit breaker, db box, distribution board, main switch, एमसीबी, फ्यूज, फ्यूज़, fuse box, elcb, rccb',
  ],
  ['inverter', 'inverter, invertor, ups, inverter battery, इन्वर्टर, इनवर्टर'],
  [
    'doorbell',
    'doorbell, door bell, calling bell, bell, ghanti, darwaze ki ghanti, घंटी, डोरबेल, दरवाजे की घंटी, video doorbell',
  ],
  ['wall', 'wall, walls, deewar, deewaar, diwar, deewaron, divar, दीवार, दीवारें, दीवारों'],
  ['roof', 'roof, terrace, chhat, chat ki, chhath, छत, roofing'],
  ['ceiling', 'ceiling, सीलिंग'],
  [
    'cockroach',
    'cockroach, cockroaches, roach, roaches, cocroach, kokroch, tilchatta, tilchatte, तिलचट्टा, तिलचट्टे, कॉकरोच',
  ],
  ['termite', 'termite, termites, deemak, dimak, deemk, white ants, white ant, दीमक'],
  ['bedbug', 'bed bug, bed bugs, bedbug, bedbugs, khatmal, khatmalo, खटमल'],
  ['mosquito', 'mosquito, mosquitoes, mosquitos, machhar, machar, machchar, macchar, dengue, malaria, मच्छर'],
  ['rodent', 'rodent, rodents, rat, rats, mouse, mice, chuha, chuhe, chuhon, choohe, चूहा, चूहे, चूहों'],
  [
    'pest',
    'pest, pests, insects, insect, keede, keeda, kida, kide, keede makode, ants, ant, chinti, cheenti, spiders, कीड़े, कीड़ा, कीड़े मकोड़े, चींटी, चींटियां, lizard, lizards, chipkali',
  ],
  [
    'ro',
    'ro, r o, water purifier, purifier, ro purifier, aquaguard, kent, aqua guard, आरओ, आर ओ, वाटर प्यूरीफायर, water filter, ro machine, ro water purifier',
  ],
  ['filter', 'filter, filters, cartridge, candle, membrane, ro membrane, फिल्टर, मेम्ब्रेन'],
  ['car', 'car, cars, gaadi, gadi, gaddi, four wheeler, suv, sedan, hatchback, कार, गाड़ी'],
  [
    'bike',
    'bike, bikes, motorcycle, motorbike, scooter, scooty, activa, two wheeler, bullet, बाइक, स्कूटी, स्कूटर, मोटरसाइकिल',
  ],
  ['seat', 'seat, seats, सीट'],
  ['hair', 'hair, hairs, baal, bal, baalon, balon, बाल, बालों'],
  [
    'haircut',
    'haircut, hair cut, hair cutting, trim hair, hairstyle, hair style, हेयरकट, हेयर कट, bal katwana, baal katwana, baal katwane, bal katwane, baal katne, baal kaatna, baal kaat, baal kat, bal kat, baal katwao, बाल कटवाना, बाल कटवाने, बाल काटने, बाल कटाने, बाल कटाना, hair trim',
  ],
  [
    'hair-colour',
    'hair colour, hair color, hair coloring, hair colouring, colour my hair, color my hair, hair dye, dye, baal rangna, baal rangwana, baal rangwane, balayage, highlights, mehndi baalon, root touch up, global colour, हेयर कलर, बाल रंगना, बाल रंगवाना, बाल रंगवाने, बालों का रंग, baalon ka rang, baalon mein colour, बालों में कलर, grey hair, safed baal, सफेद बाल',
  ],
  ['facial', 'facial, facials, fecial, facail, cleanup facial, face clean up, face cleanup, फेशियल, फेशल'],
  ['wax', 'wax, waxing, vaxing, body hair removal, वैक्सिंग, वैक्स'],
  ['manicure', 'manicure, menicure, manikyur, hand nails, nail polish hands, मैनीक्योर, haathon ke nakhun'],
  [
    'pedicure',
    'pedicure, padicure, pedikyur, foot care, foot spa, cracked heels, पेडीक्योर, pairon ke nakhun, fati ediyan, फटी एड़ियां',
  ],
  ['makeup', 'makeup, make up, mekap, bridal makeup, party makeup, dulhan makeup, मेकअप, मेकप, makeup artist'],
  ['spa', 'spa, body spa, aromatherapy, स्पा, body polishing'],
  ['massage', 'massage, maalish, malish, massaj, मालिश, मसाज, champi, चंपी, body massage'],
  [
    'shave',
    'shave, shaving, daadhi banana, dadhi banana, dadhi banwana, daadhi banwani, clean shave, शेव, शेविंग, दाढ़ी बनाना, दाढ़ी बनवानी, दाढ़ी बनवाना, dadhi banwani',
  ],
  ['beard', 'beard, dadhi, daadhi, moustache, mustache, mooch, mooche, बियर्ड, दाढ़ी, मूंछ, beard trim'],
  ['goods', 'luggage, belongings, household goods, saman, samaan, सामान, goods, household items'],
  ['office', 'office, daftar, dukaan, shop, ऑफिस, दफ्तर, workplace, workstations'],
  ['battery', 'battery, bettery, बैटरी'],
  ['floor', 'floor, floors, farsh, फर्श, tiles, tile'],
  ['gas', 'gas, refrigerant, freon, गैस'],
  ['clothes', 'clothes, kapde, kapda, कपड़े'],
  ['glass', 'glass, sheesha, shisha, शीशा, kaanch, कांच'],
  ['wood', 'wood, wooden, lakdi, lakri, लकड़ी, teak'],
  ['picture', 'picture, screen, display, स्क्रीन'],
  [
    'house',
    'house, home, flat, apartment, ghar, makaan, makan, villa, bungalow, घर, मकान, फ्लैट, bhk, bedroom',
  ],
  ['water', 'water, paani, pani, पानी'],
];

const SYMPTOMS: [string, string][] = [
  [
    'leak',
    'leak, leaking, leaks, leakage, leaky, drip, dripping, tapak, tapakna, tapakta, tapakne, tapkna, tapki, chu raha, choo raha, ris raha, risna, लीक, लीकेज, टपक, टपकना, टपकता, रिस, रिसाव, seepage water',
  ],
  [
    'cool',
    'cool, cooling, cold, thanda, thandi, thandak, thand, chill, chilling, ठंडा, ठंडी, ठंडक, कूलिंग, kooling',
  ],
  ['hot', 'hot, heat, heating, garam, garm, गर्म, गरम, हीट, warm'],
  [
    'block',
    'block, blocked, blockage, clog, clogged, clogging, choke, choked, jaam, jam, stuck, band pada, ruk gaya, bhar gaya, जाम, चोक, ब्लॉक, unclog, slow draining, overflowing, overflow',
  ],
  [
    'broken',
    'broken, broke, break, toota, tuta, toot, tut gaya, toot gaya, tooti, tooti hui, damaged, crack, cracked, phat gaya, burst, टूटा, टूट, टूटी, टूट गया, क्रैक, phat gayi, फट',
  ],
  ['trip', 'trip, tripping, tripped, trips, ट्रिप, baar baar gir, gir rahi'],
  [
    'spark',
    'spark, sparking, sparks, chingari, स्पार्क, चिंगारी, short circuit, shortcircuit, शॉर्ट सर्किट, current lag raha, jhatka, shock, करंट, current',
  ],
  [
    'noise',
    'noise, noisy, sound, awaaz, awaz, avaaj, आवाज, आवाज़, rattling, squeaky, squeaking, creaking, khatkhat',
  ],
  ['smell', 'smell, smelly, stink, stinking, badbu, badboo, odour, odor, foul smell, बदबू'],
  [
    'damp',
    'damp, dampness, seelan, silan, seepage, moisture, waterproof, water proof, waterproofing, सीलन, वॉटरप्रूफिंग, वाटरप्रूफिंग',
  ],
  [
    'dirty',
    'dirty, ganda, gandi, gande, stain, stains, stained, daag, dag, dust, dusty, dhool, grease, greasy, oily, गंदा, गंदी, दाग, धूल, messy, filthy',
  ],
  ['loose', 'loose, dheela, dhila, dhili, ढीला, ढीली, wobbly, wobbling, hil raha, hilta, shaky'],
  ['slow', 'slow, slowly, dheere, dheema, धीमा, धीरे'],
  [
    'dead',
    'not working, not turning on, wont turn on, doesnt work, does not work, stopped working, not starting, doesnt start, wont start, kaam nahi kar raha, kaam nahi kar rahi, kam nahi kar raha, nahi chal raha, nahi chal rahi, chal nahi raha, chal nahi rahi, chalu nahi ho raha, chalu nahi, chalu nahi ho rahi, on nahi ho raha, on nahi ho rahi, band ho gaya, band ho gayi, band pad gaya, band hai, dead, kharab, kharaab, kharab ho gaya, bigad gaya, bigda, faulty, stopped, काम नहीं कर रहा, काम नहीं कर रही, नहीं चल रहा, नहीं चल रही, चल नहीं रहा, चल नहीं रही, चालू नहीं हो रहा, चालू नहीं, बंद हो गया, बंद हो गई, बंद है, खराब, बिगड़ गया, ख़राब, problem, issue, dikkat, samasya, दिक्कत, समस्या, fail, failed',
  ],
  ['itch', 'bites, biting, kaat rahe, kaat rahi, kat rahe, काट रहे, itching'],
  ['taste', 'taste, swad, kadwa, tds, स्वाद, कड़वा'],
];

const ACTIONS: [string, string][] = [
  [
    'clean',
    'clean, cleaning, cleaner, cleaned, cleanup, safai, saaf, saf, saaf safai, saphai, saafai, सफाई, साफ, साफ़, सफ़ाई, क्लीनिंग, kleening, kilining, cleening, cleenin, chamkana, scrub, scrubbing, sanitize, vacuum, hoover',
  ],
  [
    'wash',
    'wash, washing, washed, shampoo, shampooing, dhulai, dhulwana, dhulwani, dhona, dhulwane, धुलाई, धुलवाना, धुलवानी, धोना, वॉश, वाश, water wash',
  ],
  [
    'repair',
    'repair, repairing, repaired, repairs, repear, ripair, reper, rapair, fix, fixing, fixed, mend, theek, thik, teek, theek karwana, thik karna, marammat, maramat, sudhar, sudharna, रिपेयर, ठीक, मरम्मत, सुधार, रिपेयरिंग, restore, mechanic, मैकेनिक, mistri, mistry, मिस्त्री',
  ],
  [
    'install',
    'install, installation, installing, installed, instal, lagana, lagwana, lagwani, lagwane, lagvana, lagao, laga do, lagana hai, fitting, fit, fitment, fix new, mount, mounting, setup, set up, uninstall, uninstallation, nikalwana, लगाना, लगवाना, लगवानी, लगवाने, लगा दो, इंस्टॉल, इंस्टॉलेशन, फिटिंग, nayi lagwani, naya lagwana, put up, hang',
  ],
  [
    'service',
    'service, servicing, serviced, servicing karwana, maintenance, tune up, amc, सर्विस, सर्विसिंग, sarvice, servise, regular service',
  ],
  [
    'replace',
    'replace, replacement, replacing, change, badalna, badalwana, badalwani, badalna hai, badlo, badal do, बदलना, बदलवाना, बदलवानी, बदल, चेंज, changing',
  ],
  [
    'refill',
    'refill, refilling, gas filling, gas bharna, gas bharwana, gas charging, top up gas, recharge, charging gas, bharwana, bharna, bharwani, रिफिल, भरवाना, भरना, भरवानी, gas khatam, गैस खत्म',
  ],
  [
    'deep',
    'deep, thorough, gehri, gahri, poori, puri, full house, intense, डीप, गहरी, पूरी, complete, entire',
  ],
  [
    'regular',
    'regular, daily, weekly, routine, maid, jhadu pocha, jhaadu, pocha, bai, sweeping, mopping, dusting, basic, roz, रोज, रोज़ाना, झाड़ू पोछा, नियमित, रेगुलर, housekeeping',
  ],
  [
    'move-in-out',
    'move in, move out, moving in, moving out, move in out, vacating, vacate, handover, naye ghar, new flat, new house, khaali ghar, empty flat, empty house, before shifting, after tenants, नए घर, खाली घर, shifting se pehle, purana ghar chhod, kiraye ka ghar',
  ],
  [
    'paint',
    'paint, painting, rang, rangai, rangaai, rang rogan, putai, putaai, whitewash, white wash, distemper, emulsion, पेंट, पेंटिंग, पुताई, रंगाई, रंग, रोगन, chuna, safedi, सफेदी, चूना, repaint, repainting, rangwana, kalar',
  ],
  [
    'interior',
    'interior, inside, andar, andar se, indoor, cabin, upholstery car, अंदर, इंटीरियर, inner, bheetar',
  ],
  [
    'exterior',
    'exterior, outside, bahar, baahar, outer, outdoor, facade, बाहर, एक्सटीरियर, outer walls, building',
  ],
  [
    'texture',
    'texture, textured, texture paint, accent wall, feature wall, stencil, designer wall, टेक्सचर, royale play',
  ],
  ['polish', 'polish, polishing, varnish, melamine, pu polish, पॉलिश, पोलिश, palish, shine, chamak'],
  ['detail', 'detailing, detail, detailed, ceramic coating, ceramic, teflon coating, डिटेलिंग, coating'],
  [
    'assemble',
    'assemble, assembly, assembling, put together, jodna, jodne, jodwana, fit karna, ikea, flat pack, flatpack, असेंबल, असेंबली, जोड़ना, जोड़ने, dismantle',
  ],
  [
    'custom',
    'custom, customised, customized, made to order, banwani, banwana hai naya, build, made, design, naya banwana, बनवाना, बनवानी, कस्टम, bespoke, customise, new furniture',
  ],
  [
    'treat',
    'treatment, control, get rid of, kill, remove, exterminate, bhagana, bhagao, bhagane, marna, marwana, maarne, spray, dawai, dawa, fumigation, दवा, दवाई, भगाना, मारने, ट्रीटमेंट, कंट्रोल, spraying',
  ],
  [
    'move',
    'move, moving, mover, movers, shift, shifting, shifted, relocate, relocation, transport, le jana, le jaana, pahunchana, bhejna, shift karna, शिफ्ट, शिफ्टिंग, ले जाना, भेजना, पहुंचाना, carry, tempo, truck',
  ],
  [
    'local',
    'local, within city, same city, within the city, nearby area, isi shahar, sheher ke andar, shehar mein, लोकल, इसी शहर, शहर के अंदर, one area to another, ek mohalle se',
  ],
  [
    'intercity',
    'intercity, another city, other city, different city, dusre shahar, doosre sheher, dusre sheher, doosre shahar, outstation, long distance, दूसरे शहर, इंटरसिटी, other state, another state, to delhi, to mumbai, to bangalore, to pune, to chennai, to hyderabad, inter city',
  ],
  [
    'pack',
    'pack, packing, packed, packaging, unpack, unpacking, cartons, boxes, bubble wrap, पैक, पैकिंग, dibbe',
  ],
  [
    'trim',
    'trim, trimming, set karna, set karwani, grooming, shape, shaping, style, styling, ट्रिम, सेट, ग्रूमिंग',
  ],
  ['cut', 'cut, cutting, katwana, katwani, kaatna, katna, katai, काटना, कटवाना, कटवानी, कटिंग'],
  ['colour', 'colour, color, kalar, colouring, coloring, कलर'],
  ['add-light', 'brighten, roshni, रोशनी'],
];

const GENDERS: [string, string][] = [
  [
    'women',
    'women, womens, woman, womans, ladies, lady, ladys, female, females, girl, girls, wife, wifes, mother, mothers, mom, mummy, sister, sisters, daughter, daughters, bhabhi, her, she, aunty, bride, dulhan, mahila, mahilaon, mahilao, aurat, aurato, ladki, ladkiyon, ladkiyan, patni, biwi, beti, behan, maa, dadi, महिला, महिलाओं, औरत, औरतों, लड़की, पत्नी, बीवी, बेटी, बहन, मां, माँ, लेडीज, लेडीज़, भाभी, दुल्हन, वुमन',
  ],
  [
    'men',
    'men, mens, man, mans, male, males, gents, gent, gentleman, boy, boys, husband, husbands, father, fathers, dad, papa, brother, brothers, son, sons, him, his, he, uncle, groom, dulha, mard, purush, aadmi, ladka, pati, beta, bete, bhai, पुरुष, पुरुषों, मर्द, आदमी, लड़का, लड़के, लड़कों, ladke, ladkon, पति, बेटा, बेटे, भाई, पापा, जेंट्स, मेन',
  ],
];

const ROLES: [string, string][] = [
  [
    'cleaning',
    'home cleaning, house cleaning, ghar ki safai, घर की सफाई, cleaning service, cleaning services, cleaners, safai wala, safai wale, सफाई वाला, होम क्लीनिंग',
  ],
  [
    'plumbing',
    'plumber, plumbers, plumbing, plambar, plumbar, plumer, nal wala, nal mistri, प्लंबर, प्लम्बर, प्लंबिंग, plumbing work, paani wala mistri',
  ],
  [
    'electrical',
    'electrician, electricians, electrical, electric, bijli, bijlee, bijli wala, bijli ka kaam, bijli mistri, electrition, elektrician, इलेक्ट्रीशियन, इलेक्ट्रिशियन, बिजली, बिजली वाला, बिजली का काम, बिजली मिस्त्री, electric work, electrical work',
  ],
  [
    'carpentry',
    'carpenter, carpenters, carpentry, carpentar, karpenter, badhai, barhai, barhayi, lakdi ka kaam, lakdi ka mistri, wood work, woodwork, बढ़ई, कारपेंटर, लकड़ी का काम, कारपेंट्री',
  ],
  ['painting', 'painter, painters, pentar, rang wala, पेंटर, पुताई वाला, putai wala'],
  ['pest', 'pest control, pest, pestcontrol, pest control wala, पेस्ट कंट्रोल, keet niyantran'],
  [
    'appliance',
    'appliance, appliances, appliance repair, home appliance, gharelu upkaran, electronics, एप्लायंस, उपकरण, घरेलू उपकरण',
  ],
  ['purifier', 'water purifier services'],
  ['car-care', 'car care, car service, car care services, कार केयर, gaadi ki dekhbhal'],
  [
    'salon',
    'salon, saloon, parlour, parlor, beauty parlour, beautician, beauty, beauty services, barber, nai, hajjam, hairdresser, सैलून, पार्लर, ब्यूटीशियन, ब्यूटी पार्लर, नाई',
  ],
  [
    'movers',
    'packers and movers, movers and packers, packers movers, packers & movers, packers, पैकर्स एंड मूवर्स, पैकर्स, मूवर्स, पैकर्स मूवर्स',
  ],
];

const NEGATIONS =
  'not, no, nahi, nahin, nai ho, dont, doesnt, wont, isnt, arent, cant, without, never, nahee, nhi, ni ho, नहीं, नही, मत, mat, na';

/** Words that say nothing of which service is meant: politeness, time, wishing, asking, paying. */
const FILLERS =
  'jana, jaana, jane, seva, sewa, sevaen, सेवा, सेवाएं, i, im, ive, id, me, my, mine, we, our, us, you, your, it, its, this, that, these, those, the, a, an, is, are, was, were, be, been, being, am, do, does, did, done, has, have, had, having, will, would, can, could, should, shall, may, might, please, pls, plz, plss, kindly, hi, hello, hey, hii, namaste, sir, madam, maam, bro, thanks, thank, ok, okay, yes, need, needed, needs, want, wanted, wants, require, required, looking, look, like, get, getting, got, give, send, come, comes, coming, book, booking, bookings, order, schedule, arrange, someone, somebody, anyone, person, guy, people, help, there, here, at, on, in, for, to, of, from, by, with, and, or, so, but, as, if, when, what, which, who, whom, how, where, why, much, many, some, any, all, very, really, too, also, just, now, today, tonight, tomorrow, tmrw, tmr, kal, aaj, parso, day, days, week, weekend, month, morning, evening, afternoon, night, noon, subah, shaam, sham, dopahar, raat, rat ko, baje, bje, oclock, am, pm, monday, tuesday, wednesday, thursday, friday, saturday, sunday, somvar, mangalvar, budhvar, guruvar, shukravar, shanivar, ravivar, itvaar, next, asap, urgent, urgently, immediately, jaldi, turant, abhi, price, prices, pricing, cost, costs, charge, charges, rate, rates, fee, kitna, kitne, kitni, paisa, paise, rupees, rs, inr, lagega, lagenge, lagta, pincode, pin, area, near, around, mujhe, mujhko, muje, mere, mera, meri, mereko, hum, hume, hamare, hamara, hamari, humara, humare, aap, aapka, apne, apna, apni, ka, ki, ke, ko, se, mein, me, par, pe, liye, hai, hain, he, h, ho, hoon, hu, tha, thi, the, raha, rahi, rahe, rha, rhi, rhe, gaya, gayi, gaye, gya, gyi, gye, chahiye, chahie, chaiye, chahta, chahti, chahte, kar, karo, kardo, karna, karni, karne, karwa, karwana, karwani, karwane, karvana, karva, karwao, karwado, karao, karana, karani, karu, kare, karen, karein, karke, do, dena, dijiye, dijie, do na, de, dedo, bhejo, bhej, bhejdo, bhejiye, bhejein, koi, kisi, kuch, ek, bhi, aur, ya, to, toh, hi, na, ji, bhaiya, bhai sahab, yaar, kya, kaise, kahan, kab, kaun, kaunsa, sakta, sakte, sakti, wala, wali, wale, vala, vali, jo, ye, yeh, wo, woh, us, is, un, in, ab, phir, fir, hua, hui, hue, rahta, ghante, time, slot, slots, available, availability, lena, leni, lo, le, batao, bataiye, bata, please, zara, jara, thoda, bahut, bohot, kaafi, work, works, working, kaam, kam, service at home, doorstep, mujhe, chahiye, है, हैं, का, की, के, को, से, में, पर, लिए, मुझे, मेरे, मेरा, मेरी, हमारे, हमारा, चाहिए, करना, करवाना, करवानी, कराना, करानी, करवा, कर, करो, दो, दीजिए, दें, रहा, रही, रहे, गया, गई, गए, कल, आज, परसों, सुबह, शाम, दोपहर, रात, बजे, कृपया, किसी, कोई, कितना, कितने, भेजो, भेज, भेजें, हो, और, या, क्या, कैसे, कब, यह, वह, एक, भी, तो, ने, जी, था, थी, बहुत, काम, वाला, वाली, वाले, होगा, होगी, पैसे, लगेगा, लगेंगे, बुक, सकते, सकता, ही, अपने, अपना, अपनी, हुआ, हुई, अब, कृप्या, जरा, तुरंत, जल्दी, अभी, बताओ, बताइए, लेना, थोड़ा, any good, every, thing, things, something, since, yesterday, again, properly, theek se, sahi se, sahi, achhe se, ache se, good, best, cheap, nice, new, old, naya, nayi, purana, purani, naye, नया, नई, नए, पुराना, gone, went, go, going, only, one, two, three, four, five, do, teen, char, paanch, our place, place, up, out, off, down, into, over, after, before, about, then, than, they, them, their, his place, another, let, know, tell, make, made, take, took, say, says, think, seems, cancel, cancelled, cancellation, reschedule, postpone, refund, track, status, complaint, complain, policy, payment, paid, pay, confirm, confirmed, order, orders, technician, कैंसिल, रद्द, रिफंड, शिकायत, keep, keeps, kept, use, using, used, not sure, complete, around the';

/** Meanings that stand in for each other, but less well than the same word would. */
export const RELATED: ReadonlyMap<string, string> = new Map([
  ['#wash', '#clean'],
  ['#clean', '#wash'],
]);

/** The vocabulary of the trade in three languages; order matters only where spellings collide (first wins). */
export const TRADE_WORDS: readonly TradeWord[] = [
  ...OBJECTS.map(([concept, spellings]) => entry('object', concept, spellings)),
  ...SYMPTOMS.map(([concept, spellings]) => entry('symptom', concept, spellings)),
  ...ACTIONS.map(([concept, spellings]) => entry('action', concept, spellings)),
  ...GENDERS.map(([concept, spellings]) => entry('gender', concept, spellings)),
  ...ROLES.map(([concept, spellings]) => entry('role', `role:${concept}`, spellings)),
  entry('negation', 'not', NEGATIONS),
  entry('filler', '', FILLERS),
];
