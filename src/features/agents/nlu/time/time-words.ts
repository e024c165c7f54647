/**
 * The words of time in English, Hindi and Hinglish, each with the canonical word the grammar is written in. A word may
 * stand in several lists only if the grammar tells its uses apart.
 */
const lexicon = new Map<string, string>();

function add(canonical: string, spellings: string): void {
  for (const spelling of spellings.trim().split(/\s+/)) lexicon.set(spelling, canonical);
}

add('today', 'today todays tody aaj aj aaaj आज');
add('tomorrow', 'tomorrow tommorow tomorow tommorrow tomorrows tmrw tmrow tmr tmw tomo kal kl kall कल');
add('overmorrow', 'overmorrow parso parson parsoon parsu परसों परसो');
add('yesterday', 'yesterday');
add('tonight', 'tonight tonite');

add('morning', 'morning mornings mrng subah subha subeh subh savere sawere सुबह सुबहे सवेरे सबेरे प्रातः');
add(
  'afternoon',
  'afternoon afternoons noontime aftrnoon dopahar dopeher dopahr dupahar duphar dopehar dupeher दोपहर दुपहर',
);
add('evening', 'evening evenings evng eve shaam sham saam shaamko shyam sanjh शाम सायं');
add('night', 'night nite raat rat raath रात');
add('noon', 'noon midday noonish');
add('am', 'पूर्वाह्न');
add('pm', 'अपराह्न');
add('midnight', 'midnight');

add('oclock', "o'clock oclock baje bje bajey bajay baj bajkar bajke vaje बजे बजकर बजके");
add('hour', 'hour hours hr hrs ghante ghanta ghanton ghnte ghanto घंटे घंटा घंटों घण्टे घण्टा');
add('minute', 'minute minutes min mins minat minit mint मिनट मिनिट');
add('day', 'day days din dino dinon दिन दिनों');
add('week', 'week weeks wk hafte hafta haftey haphte saptah हफ्ते हफ्ता सप्ताह');
add('month', 'month months mahina mahine maheene महीने महीना');
add('year', 'year years yr yrs saal sal बरस साल वर्ष');
add('weekend', 'weekend weekends वीकेंड');
add('date', 'tarikh tareekh tarik tareek taarikh तारीख');

add('next', 'next nxt agle agla agli agley अगले अगला अगली');
add('this', 'this is iss isi इस इसी');
add('coming', 'coming upcoming aane aanewale आने');
add('last', 'last pichle pichla pichli पिछले पिछला');

add('half', 'half');
add('quarter', 'quarter');
add('past', 'past');
add('to', 'to');
add('saadhe', 'saade saadhe sadhe sade saadhey sadhey saadey साढे साडे');
add('sava', 'sava sawa savaa savva सवा');
add('paune', 'paune pone pauna pauney पौने');
add('dedh', 'dedh dedhh डेढ');
add('dhai', 'dhai dhaai adhai adhaai ढाई अढाई');
add('aadha', 'aadhe aadha adhe adha आधे आधा');

add('after', 'after');
add('before', 'before');
add('by', 'by till until upto');
add('baad', 'baad bad बाद');
add('pehle', 'pehle pahle pehele phle पहले');
add('tak', 'tak तक');
add('between', 'between btw btwn');
add('beech', 'beech bich bech bicch बीच');
add('from', 'from');
add(
  'around',
  'around about approx approximately roughly near ~ lagbhag karib kareeb takriban लगभग करीब तकरीबन',
);
add('aaspaas', 'aaspaas aspas आसपास');
add('aas', 'aas as आस');
add('paas', 'paas pass पास');
add('at', 'at @');
add('on', 'on');
add('in', 'in within');
add('mein', 'mein me main mai में मे');
add('par', 'par pe पर पे');
add('ko', 'ko को');
add('se', 'se से');
add('ke', 'ke ki k के की');
add('not', 'not');
add('nahi', 'nahi nahin nhi nai नही नहीं mat मत');

add('mon', 'monday mondays mon somvar somwar somvaar somwaar सोमवार');
add('tue', 'tuesday tuesdays tue tues mangalvar mangalwar mangalvaar mangalwaar मंगलवार');
add('wed', 'wednesday wednesdays wed weds budhvar budhwar budhvaar budhwaar बुधवार');
add(
  'thu',
  'thursday thursdays thu thur thurs guruvar guruwar guruvaar guruwaar brihaspativar veervar गुरुवार गुरूवार बृहस्पतिवार वीरवार',
);
add('fri', 'friday fridays fri shukravar shukrawar shukravaar shukrawaar shukrvar शुक्रवार');
add('sat', 'saturday saturdays shanivar shaniwar shanivaar shaniwaar शनिवार');
add('sun', 'sunday sundays ravivar raviwar ravivaar raviwaar itvar itwar itvaar itwaar रविवार इतवार एतवार');

/** Short day names that are words of their own as well; the grammar wants more evidence for them. */
add('sat?', 'sat');
add('sun?', 'sun');
add('mon?', 'som सोम');
add('tue?', 'mangal मंगल');
add('wed?', 'budh बुध');
add('thu?', 'guru गुरु');
add('fri?', 'shukra शुक्र');
add('sat?', 'shani शनि');

add('jan', 'january jan janvari janwari जनवरी');
add('feb', 'february feb farvari farwari फरवरी');
add('mar', 'march mar मार्च');
add('apr', 'april apr aprail अप्रैल');
add('may', 'may मई');
add('jun', 'june jun जून');
add('jul', 'july jul julai जुलाई');
add('aug', 'august aug agast अगस्त');
add('sep', 'september sep sept sitambar सितंबर सितम्बर');
add('oct', 'october oct aktubar अक्टूबर अक्तूबर');
add('nov', 'november nov navambar नवंबर नवम्बर');
add('dec', 'december dec disambar दिसंबर दिसम्बर');

const numbers = new Map<string, number>();

function addNumber(value: number, spellings: string): void {
  for (const spelling of spellings.trim().split(/\s+/)) numbers.set(spelling, value);
}

/** Number words that are other words as well ("kar do", "the first one", "a teen"). */
const WEAK_NUMBERS = new Set('one ek do teen tin che chah bara ath char pach दो एक'.split(' '));

[
  'one ek एक',
  'two do दो',
  'three teen tin तीन',
  'four chaar char चार',
  'five paanch panch pach पांच',
  'six chhe chhah chah che छह छः छ छे',
  'seven saat सात',
  'eight aath ath आठ',
  'nine nau नौ',
  'ten das dus दस',
  'eleven gyarah gyara gyaarah igyarah ग्यारह',
  'twelve barah bara baarah बारह',
  'thirteen terah तेरह',
  'fourteen chaudah चौदह',
  'fifteen pandrah pandra पंद्रह पन्द्रह',
  'sixteen solah सोलह',
  'seventeen satrah सत्रह',
  'eighteen atharah अठारह',
  'nineteen unnis उन्नीस',
  'twenty bees बीस',
  'twenty-one ikkis इक्कीस',
  'twenty-two bais बाईस',
  'twenty-three teis तेईस',
  'twenty-four chaubis चौबीस',
  'twenty-five pachchis pachis पच्चीस',
  'twenty-six chhabbis छब्बीस',
  'twenty-seven sattais सत्ताईस',
  'twenty-eight atthais अट्ठाईस',
  'twenty-nine untis उनतीस',
  'thirty tees तीस',
  'thirty-one ikattis इकतीस',
].forEach((spellings, i) => addNumber(i + 1, spellings));
addNumber(35, 'thirty-five paintis पैंतीस');
addNumber(40, 'forty chalis chaalis चालीस');
addNumber(45, 'forty-five paintalis पैंतालीस');
addNumber(50, 'fifty pachas पचास');
addNumber(55, 'fifty-five pachpan पचपन');

const ordinals = new Map<string, number>();

[
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
  'thirteenth',
  'fourteenth',
  'fifteenth',
  'sixteenth',
  'seventeenth',
  'eighteenth',
  'nineteenth',
  'twentieth',
].forEach((word, i) => {
  ordinals.set(word, i + 1);
  if (i < 9) ordinals.set(`twenty-${word}`, i + 21);
});
ordinals.set('thirtieth', 30);
ordinals.set('thirty-first', 31);

/**
 * Words that may follow a number that is a clock time or a day of the month. Anything else after it is taken to be
 * the thing counted ("kal 2 pankhe", "after 2 bookings").
 */
export const FOLLOWERS = new Set(
  `today tomorrow overmorrow tonight morning afternoon evening night noon weekend this next coming
  mon tue wed thu fri sat sun jan feb mar apr may jun jul aug sep oct nov dec
  at on in to par before by after baad pehle tak from around aaspaas aas ko se ke mein nahi not oclock date
  or ya aur and but  lekin if please pls plz plss is it its it's works work will would should be can could could i we you
  the for with because so then someone somebody anyone technician my when only sharp onwards instead thanks thank sir madam ji na hi bhi toh to theek thik ok okay
  kar karo kardo kro krdo karna karwana karwani rakho rakhna rakh chalega chalegi chahiye aana aao aa ana aaiye aajao bhejo bhej hai hoga ho jaye jayega
  best good fine better possible suits preferred prefer available
  या और पर लेकिन कर करो करना करवाना रखो रखना चलेगा चाहिए आना आओ आइए भेजो भेज है हो होगा ही भी तो ठीक जी`
    .trim()
    .split(/\s+/),
);

/** The canonical word for a spelling, `undefined` for a word that has nothing to do with time. */
export function canonicalWord(word: string): string | undefined {
  return lexicon.get(word);
}

/** 1 to 31 and the minutes people say in words, in three languages. */
export function numberWord(word: string): number | undefined {
  return numbers.get(word);
}

/** Whether a number word may be read as one only beside a unit. */
export function isWeakNumber(word: string): boolean {
  return WEAK_NUMBERS.has(word);
}

/** "first" to "thirty-first". */
export function ordinalWord(word: string): number | undefined {
  return ordinals.get(word);
}
