const positions = new Map<string, number>();

[
  'first 1st one pehla pehli pehle pahla pahli pahle ek 1 पहला पहली पहले एक प्रथम',
  '2nd second two doosra doosri dusra dusri dusre doosre do 2 दूसरा दूसरी दूसरे दो',
  '3rd third three teesra teesri tisra tisri teesre teen 3 तीसरा तीसरी तीसरे तीन',
  '4th fourth four chautha chauthi chothi chaar char 4 चौथा चौथी चौथे चार',
  '5th fifth five paanchva paanchvi panchva panchvi paanch panch 5 पांचवां पांचवी पांचवे पांच',
  '6th sixth six chhatha chhathi chhe 6 छठा छठी छह',
  '7th seventh seven saatva saatvi saat 7 सातवां सातवी सात',
  '8th eighth eight aathva aathvi aath 8 आठवां आठवी आठ',
  '9th ninth nine nauva nau 9 नौवां नौ',
  '10th tenth ten dasva das 10 दसवां दस',
].forEach((words, i) => words.split(' ').forEach((word) => positions.set(word, i + 1)));

const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** Plain numbers, which are a position only when nothing is counted by them and no option is named so. */
const CARDINALS =
  set(`one two three four five six seven eight nine ten ek do teen chaar char paanch panch chhe saat aath nau das
  एक दो तीन चार पांच छह सात आठ नौ दस 1 2 3 4 5 6 7 8 9 10`);

export const LAST = set('last final aakhri akhri aakhiri akhiri antim bottom आखिरी आखरी अंतिम');
export const CHEAP = set(
  'cheap cheaper cheapest lowest budget affordable sasta sasti saste kam सस्ता सस्ती सस्ते कम',
);
export const DEAR = set(
  'costly costliest costlier expensive priciest highest mehenga mehengi mehnga mehngi mahanga mahngi महंगा महंगी',
);
export const ASKING =
  set(`what what's whats which how why difference compare versus vs include included includes
  kya kaun kaunsa kaunsi konsa kitna kitne kitni kaise fark antar क्या कौन कौनसा कितना कितने कितनी कैसे फर्क अंतर`);
export const DENYING = set('not no nope never without except neither none nahi nahin nhi mat नहीं नही मत');
export const ANY = set('any anyone anything either whichever whatever');

/** Words around a choice that choose nothing. */
export const FILLERS = set(`
  the a an one ones option options number no. num choice slot slots time i i'll ill want would like take will go with pick choose select give me book get please pls plz
  for my us it that this is and or of in on at ok okay yes yeah yup haan ha han ji sir bhai hi bhi to toh let's lets do prefer think sounds good works fine make
  wala wali wale waala waali vala vali ka ki ke ko mein me se par chahiye chaiye chahie karo kar karna do dijiye dedo de lo lelo loonga lunga rahega theek thik hai sahi chalega mujhe mera sabse sab most
  वाला वाली वाले का की के को में से चाहिए करो कर दो दीजिए दे लो है ठीक मुझे सबसे जी हां विकल्प नंबर`);

/** The position a word names (from 1), and whether it is a plain number ("2", "do") and not an ordinal. */
export function positionOf(word: string): { position: number; isCardinal: boolean } | null {
  const position = positions.get(word);
  return position === undefined ? null : { position, isCardinal: CARDINALS.has(word) };
}
