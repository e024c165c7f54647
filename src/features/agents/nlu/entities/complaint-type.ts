import { chatWordsOf } from '../services/sound-key.js';

/** DOMAIN.md 10. */
export type ComplaintType =
  | 'service_quality'
  | 'provider_behavior'
  | 'billing'
  | 'delay'
  | 'cancellation_issue'
  | 'refund_issue'
  | 'damage'
  | 'no_show'
  | 'safety'
  | 'other';

/** Tried in order: what endangers people or was lost comes before what merely annoyed. Latin letters only. */
const TYPES: readonly [ComplaintType, RegExp][] = [
  [
    'safety',
    /\b(?:ga[is]+ (?:leak\w*|leek|lik|smell|ki badbu)|fire|aag|smoke|electric shock|jhata?ka|injur\w*|hurt me|chot|bleeding|harass\w*|molest\w*|inappropriate\w*|touched me|chhed\w*|threat\w*|dhama?k\w*|assault\w*|stole|stolen|theft|chori|chura\w*|drunk|sharab|unsafe|bada?ta?m(?:ee?|i)[zj]i se chhu\w*)\b/u,
  ],
  [
    'damage',
    /\b(?:damag\w*|broke|broken by|scratch\w*|cracked my|tod diya|tod di|tod diye|toda|nuksan|nuksaan|kharonch|shattered|ruined|spilled|kharab kar (?:di|diya|diye))\b/u,
  ],
  [
    'no_show',
    /\b(?:no ?show|nobody (?:came|turned|showed)|no ?one (?:came|turned|showed|has come)|did ?n[o ]?t (?:show|turn|come)|never (?:came|showed|turned|arrived)|koi (?:bhi )?nahi aa?ya|aa?ya hi nahi|aa?ye hi nahi|nahi aa?ya|nahi aa?ye)\b/u,
  ],
  [
    'provider_behavior',
    /\b(?:rude\w*|misbehav\w*|abus\w*|shout\w*|unprofessional|bad behaviou?r|arrogant|bada?ta?m(?:ee?|i)[zj]\w*|gaali|gali di|behaved badly|smoking|argu\w*|bhasha)\b/u,
  ],
  ['refund_issue', /\b(?:refund\w*|riphand|rifand|money back|pais[ae] (?:wapas|vapas|vaapas))\b/u],
  [
    'billing',
    /\b(?:overcharg\w*|extra (?:money|charge\w*|paise|paisa|amount)|charged (?:twice|extra|more|wrong\w*)|wrong (?:bill|amount|invoice)|double (?:charge\w*|payment)|bill (?:galat|is wrong)|galat bill|zyada pais\w*|jyada pais\w*|invoice)\b/u,
  ],
  [
    'delay',
    /\b(?:late|delay\w*|der se|deri|waited|waiting for hours|time pe nahi|samay par nahin?|hours? late|ghante late)\b/u,
  ],
  [
    'cancellation_issue',
    /\b(?:cancel\w* (?:without|by|my booking without)|cancel\w* (?:fee|charge)\w*|they cancel\w*|technician cancel\w*|plumber cancel\w*|unable to cancel|cant cancel|cancel nahi ho|cancel kar diya)\b/u,
  ],
  [
    'service_quality',
    /\b(?:poor|bad|terrible|horrible|pathetic|worst|incomplete|half done|not (?:clean\w*|satisf\w*|happy|properly|resolved|fixed)|still (?:not|dirty|leaking|broken)|same problem|again after|adhura|ghatiya|bekaa?r|theek se nahin?|bura|kharab|shoddy|low quality|came back|santusht nahi\w*|phir se wahi)\b/u,
  ],
];

/** What a complaint is about, or undefined when the text gives no sign of one. */
export function readComplaintType(text: string): ComplaintType | undefined {
  const latin = chatWordsOf(text).join(' ');
  return TYPES.find(([, signs]) => signs.test(latin))?.[0];
}
