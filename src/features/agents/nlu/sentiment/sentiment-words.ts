/** Valence, and the words that carry it in English, Hindi and Hinglish. */
export const SENTIMENT_WORDS: readonly [number, string][] = [
  [
    2.5,
    'excellent, amazing, awesome, fantastic, superb, wonderful, brilliant, outstanding, love, loved, best, perfect, zabardast, kamaal, lajawab, shandar, जबरदस्त, कमाल, शानदार, लाजवाब, behtareen, बेहतरीन, दिल खुश',
  ],
  [
    1.5,
    'good, great, nice, happy, satisfied, pleased, impressed, thank you, thanks, helpful, polite, friendly, professional, badhiya, badiya, accha, acha, acchi, achi, acche, mast, khush, shukriya, dhanyavad, santusht, बढ़िया, अच्छा, अच्छी, अच्छे, मस्त, खुश, संतुष्ट, धन्यवाद, शुक्रिया, मजा, maza, shabash, शाबाश, well done, tareef, kind, quick, recommend, vasool, वसूल',
  ],
  [0.7, 'ok, okay, fine, theek, thik, theek hai, sahi, ठीक, सही, decent, clean'],
  [
    -0.7,
    'slow, late, delay, delayed, waiting, problem, issue, confused, expensive, mehnga, der, deri, intezar, dikkat, pareshan, samasya, देर, इंतजार, दिक्कत, परेशान, समस्या, महंगा, dirty, ganda, गंदा, failed',
  ],
  [
    -1.5,
    'bad, poor, unhappy, disappointed, upset, annoyed, wrong, broken, rude, dissatisfied, unprofessional, careless, complaint, bura, kharab, bekar, galat, naraz, shikayat, adhura, बुरा, खराब, बेकार, गलत, नाराज, शिकायत, अधूरा, incomplete, frustrated, frustrating, unacceptable, not working, never came, no one came, nobody came, aaya hi nahi, आया ही नहीं, overcharged, ignored, damaged, tod diya, तोड़ दिया, gussa, गुस्सा, broke',
  ],
  [
    -2.5,
    'terrible, horrible, pathetic, worst, awful, disgusting, furious, angry, hate, useless, fraud, cheat, cheated, scam, scammed, thief, chor, ghatiya, bakwas, badtameez, badtameezi, dhokha, loot, चोर, घटिया, बकवास, बदतमीज, बदतमीजी, धोखा, लूट, nonsense, ridiculous, shameful, sharam, शर्म, stole, stolen, chori, चोरी, harassed, abused, gaali, गाली, legal action, consumer court, police, never again, disaster, nikamma, wahiyat, वाहियात, misbehaved',
  ],
];

export const NEGATIONS =
  'not, no, never, dont, didnt, doesnt, isnt, wasnt, arent, cant, wont, hardly, nahi, nahin, nhi, nai, mat, na, नहीं, नही, मत, bina';
export const INTENSIFIERS =
  'very, really, so, too, extremely, totally, absolutely, highly, completely, bahut, bohot, bahot, kaafi, ekdum, bilkul, itna, itni, बहुत, काफी, एकदम, बिल्कुल, इतना, इतनी, most, sabse';
export const SOFTENERS = 'slightly, somewhat, bit, little, thoda, thodi, zara, थोड़ा, थोड़ी, kind of, fairly';

/** Danger, on Latin letters (Devanagari is romanised first). */
export const SAFETY: readonly RegExp[] = [
  /\b(?:gas|gais)\b.*\b(?:leak\w*|leek|lik|smell\w*|badb[ou]+|escap\w*|ris\w*)\b|\b(?:smell\w*|leak\w*|badboo)\b.*\b(?:of |lpg )?(?:gas|gais)\b(?! (?:refill|filling))/u,
  /\b(?:on fire|fire|caught fire|aag|flames?|burning smell|jal (?:gaya|raha|rahi|gayi)|smoke|dhuan|dhua|dhuaan|explo\w*|blast\w*|phat gaya cylinder)\b(?! (?:alarm|place|extinguisher))/u,
  /\b(?:spark\w*|spaark\w*|chinga+r\w*|short ?circuit|electrocut\w*|electric shock|(?:got|gave|gives|giving|getting|felt) (?:an? |me )?(?:electric )?shock|current lag\w*|karant lag\w*|jhata?ka+ lag\w*|bijli ka jhata?ka|live wire)\b/u,
  /\b(?:injur\w*|bleed\w*|hurt (?:me|himself|herself|my)|got hurt|chot|ghayal|khoon|hospital|ambulance|accident|burnt my|burned my|jal gayi skin|skin jal|chehra jal)\b/u,
  /\b(?:harass\w*|molest\w*|inappropriate\w*|touch\w* me|assault\w*|threat\w*|dhama?k\w*|chhed\w*|abus\w*|stalk\w*|violent|hit me|slapped|maar\w* mujhe|mujhe maara?|chaku|knife|drunk|nashe|sharab)\b/u,
  /\b(?:theft|thief|stole|stolen|steal\w*|robb\w*|chori|churaa?\w*|chor)\b/u,
];
