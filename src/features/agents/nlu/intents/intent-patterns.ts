import { chatWordsOf } from '../services/sound-key.js';
import type { TradeKind } from '../services/trade-words.js';
import { readTerms } from '../services/trade-lexicon.js';
import { cuesOf } from './cues.js';
import type { IntentLabel } from './intent-names.js';

/** What the patterns look at: cue words, kinds of trade words, and the text in Latin letters. */
export interface Clause {
  text: string;
  words: readonly string[];
  cues: ReadonlySet<string>;
  kinds: ReadonlySet<TradeKind | 'other'>;
  asks: boolean;
  namesService: boolean;
}

const ASKING =
  /\?|^(?:what|which|who|when|where|why|how|is|are|do|does|did|can|could|will|would|any|kya|kab|kaise|kaun|kitn\w+)\b|\b(?:kya|kitn[aei])$|\bkya\b/u;

/** Reads the text once for all patterns; `namesService` may be known better by the service matcher. */
export function readClause(text: string, namesService: boolean): Clause {
  const words = chatWordsOf(text);
  const terms = readTerms(text).filter((term) => !/^\d+$/u.test(term.term));
  const kinds = new Set(terms.map((term) => term.kind));
  return {
    text: words.join(' '),
    words,
    cues: new Set(cuesOf(words)),
    kinds,
    asks: ASKING.test(words.join(' ')) || text.includes('?'),
    namesService: namesService || kinds.has('object') || kinds.has('role'),
  };
}

interface Pattern {
  label: IntentLabel;
  confidence: number;
  holds(clause: Clause): boolean;
}

const has = (clause: Clause, ...cues: string[]): boolean => cues.every((cue) => clause.cues.has(cue));
const any = (clause: Clause, ...cues: string[]): boolean => cues.some((cue) => clause.cues.has(cue));

const pattern = (label: IntentLabel, confidence: number, holds: (clause: Clause) => boolean): Pattern => ({
  label,
  confidence,
  holds,
});

const INJECTION =
  /\b(?:ignore|forget|disregard)\b.*\b(?:instruction|instructions|prompt|rules)\b|\bsystem prompt\b|\bselect\b.+\bfrom\b|\bdrop table\b|\bunion select\b/u;
const GREETING_ONLY =
  /^(?:(?:hi+|hello+|hey+|hiya|yo|helo|hii|namaste|namaskar|namaskaar|pranam|salaam|salam|adaab|ram|good|morning|evening|afternoon|day|suprabhat|there|sir|madam|maam|ji|team|bhai|bhaiya|dear|again|friend|nexora|shubh|sandhya|haay|helo|heylo) ?)+$/u;
const COURTESY_ONLY =
  /^(?:(?:how are you|how are you doing|kaise ho|kaise hain aap|kya haal hai|aap kaise hain|whats up|thanks|thank you|thankyou|thank you so much|thanks a lot|bye|goodbye|ok bye|see you|shukriya|dhanyavaa?d|alvida|good night|bahut|ok|okay|accha|theek hai|ji|so much|very much) ?)+$/u;
const CANCEL_STEM = /\bcance?l+\w*|\bkainsi?l\w*|\bkansi?l\w*|\bradd?\b|\bnirast\b|\bcall off\b/u;
const CANCELLED =
  /\b(?:was|is|got|were|been|has)\b.*\bcancel+ed\b|\bcancel\w* (?:ho gayi|ho gaya|hui|hua)\b/u;
const MOVE_STEM = /\bre ?sc?hedu\w*|\brishedyul\w*|\breeshedyool\w*|\bpostpone\w*|\bprepone\w*/u;
const REFUND_STEM = /\brefund\w*|\brif+and\w*|\bmoney back\b|\bpay me back\b|\breimburse\w*/u;
const MONEY_BACK =
  /\b(?:pais[ae]|paise|rupa?ye|money|amount|advance|rupees)\b.*\b(?:waa?pas|vaa?pas|lau?ta\w*|return)\b|\b(?:waa?pas|vaa?pas|return|give back|send back)\b.*\b(?:pais[ae]|rupa?ye|money|amount|payment|rupees)\b/u;
const CANCEL_FEE =
  /\b(?:cancel\w*|kainsil\w*|radd?|late)\b.*\b(?:fees?|charges?|penalty|charged|kate\w*|jurmana|kategi|deduct\w*)\b|\b(?:fees?|charges?|penalty)\b.*\b(?:cancel\w*|kainsil\w*|radd?|reschedul\w*)\b/u;
const BOOKINGS =
  /\b(?:my|meri|mere|apni|saari|sari|all|upcoming|past|previous|old|purani|purane)\b.*\b(?:bookings?|buking|orders?|ordar\w*|appointments?|apointment\w*)\b|\b(?:booking|order) (?:history|list)\b/u;
const ONLY_BOOKINGS =
  /^(?:my|meri|mere|show|show my|all my|list|list my) (?:all )?(?:bookings?|orders|appointments|buking|ordar)$/u;
const IF_CANCELLED =
  /\bif i\b.*\b(?:cancel|reschedule|postpone)|\b(?:cancel|kainsil|reschedule) (?:karne|karun?|kiya|karein)\b.*\b(?:kat\w*|charge|paise|lag\w*|hoga)\b/u;
const DID_HARM =
  /\b(?:he|she|they|guy|man|cleaner|technician|plumber|painter|electrician|worker|staff|movers?|beautician|carpenter|partner)s?\b(?: \w+){0,2} (?:broke|scratched|damaged|spoiled|stole|spilled|ruined)\b/u;
const CANNOT_PAY =
  /\b(?:unable to|cant|cannot|can not|not able to|couldnt)\b(?: \w+){0,2} pay\b|\b(?:payment|bhugtan|pement) nahi\b/u;
const MOVED_TO =
  /\b(?:shift|move|moved|push|change|bring)\b.*\b(?:booking|appointment|slot|visit|am|pm)\b.*\b(?:to|till|until)\b.*\b(?:am|pm|\d+|\w+day|tomorrow|week|morning|evening|afternoon|later)\b/u;
const INSTEAD = /\bki jagah\b|\binstead\b/u;
const IN_BOOKING =
  /\b(?:booking|order|buking|ordar) (?:mein|me|main)\b|\b(?:in|to|on|from) (?:my|the|that|this|existing) (?:existing )?(?:booking|order)\b/u;
const HOW_TO_BOOK =
  /\bhow (?:do|can|to|does)\b.*\bbook\b|\b(?:book|buk|booking|buking)\b.*\bkaise\b|\bkaise\b.*\b(?:book|buk)\b/u;
const EXTRA_CHARGE =
  /\b(?:extra|atirikt|zyada|jyada)\b.*\b(?:charged?|kat[ae]|kaat\w*|liye|chaarj)\b|\bcharged\b.*\b(?:extra|even|more|wrong\w*)\b/u;
const ANY_UPDATE = /\b(?:any|koi) (?:\w+ )?(?:update|apdet)\b|\bupdate (?:on|hai)\b/u;
const METRICS =
  /\b(?:how many|number of|total|average|revenue|trend|count of|top \d+|compare|breakdown|utili[sz]ation|conversion|kitni|kitne)\b|\bby (?:city|category|service|provider|day|week|month|channel|status)\b/u;

/** A fault of a thing the customer owns ("AC not cooling") with nothing said of an earlier visit. */
const isFault = (clause: Clause): boolean =>
  clause.namesService &&
  clause.kinds.has('symptom') &&
  !any(clause, 'blame', 'price', 'pay', 'refund', 'include', 'policy', 'warranty');

const BARE_CUES = new Set(['want', 'book', 'time', 'agent', 'area', 'move']);

/** A service and perhaps a time and a place, with nothing said of them: the customer wants it. */
function isBareService(clause: Clause): boolean {
  const onlyTrade =
    !clause.kinds.has('other') && !clause.kinds.has('negation') && !clause.kinds.has('symptom');
  return (
    clause.namesService && !clause.asks && onlyTrade && [...clause.cues].every((cue) => BARE_CUES.has(cue))
  );
}

const PATTERNS: readonly Pattern[] = [
  pattern('out_of_scope', 0.97, (c) => INJECTION.test(c.text)),
  pattern('greeting', 0.98, (c) => GREETING_ONLY.test(c.text) || COURTESY_ONLY.test(c.text)),
  pattern('general_query', 0.93, (c) => has(c, 'human') && !has(c, 'complain')),
  pattern('policy_inquiry', 0.93, (c) => has(c, 'policy') && !any(c, 'complain', 'deducted')),
  pattern('policy_inquiry', 0.92, (c) => IF_CANCELLED.test(c.text)),
  pattern(
    'refund_request',
    0.94,
    (c) => (REFUND_STEM.test(c.text) || MONEY_BACK.test(c.text)) && !has(c, 'whatif'),
  ),
  pattern(
    'complaint',
    0.94,
    (c) =>
      has(c, 'complain') &&
      !any(c, 'whatif', 'foreign') &&
      !/\bkitne din\b|\bhow (?:long|many days)\b/u.test(c.text),
  ),
  pattern('payment_issue', 0.94, (c) => has(c, 'deducted') && any(c, 'pay', 'money') && !any(c, 'whatif')),
  pattern('policy_inquiry', 0.93, (c) => CANCEL_FEE.test(c.text) && !has(c, 'deducted')),
  pattern('policy_inquiry', 0.92, (c) => has(c, 'warranty') && c.asks && !has(c, 'blame')),
  pattern('policy_inquiry', 0.9, (c) => has(c, 'whatif') && any(c, 'cancel', 'move', 'refund', 'blame')),
  pattern('complaint', 0.92, (c) => DID_HARM.test(c.text)),
  pattern('payment_issue', 0.91, (c) => CANNOT_PAY.test(c.text)),
  pattern('payment_issue', 0.91, (c) => EXTRA_CHARGE.test(c.text)),
  pattern('general_query', 0.9, (c) => HOW_TO_BOOK.test(c.text) && !c.namesService),
  pattern(
    'booking_management.list',
    0.93,
    (c) => ONLY_BOOKINGS.test(c.text) || (has(c, 'show') && BOOKINGS.test(c.text)),
  ),
  pattern('booking_management.check_status', 0.92, (c) => CANCELLED.test(c.text) && !has(c, 'show')),
  pattern('booking_management.reschedule', 0.92, (c) => MOVED_TO.test(c.text)),
  pattern('booking_management.reschedule', 0.94, (c) => MOVE_STEM.test(c.text) && !has(c, 'whatif')),
  pattern(
    'booking_management.cancel',
    0.94,
    (c) => CANCEL_STEM.test(c.text) && !any(c, 'show', 'refund') && !/\bcancelled\b/u.test(c.text),
  ),
  pattern(
    'booking_management.cancel',
    0.9,
    (c) =>
      has(c, 'cancel') &&
      !any(c, 'show', 'refund', 'whatif', 'policy', 'available') &&
      !c.kinds.has('symptom'),
  ),
  pattern('booking_management.modify', 0.9, (c) => INSTEAD.test(c.text) && !any(c, 'time', 'show', 'price')),
  pattern(
    'booking_management.reschedule',
    0.9,
    (c) => INSTEAD.test(c.text) && has(c, 'time') && !any(c, 'price', 'show'),
  ),
  pattern(
    'booking_management.modify',
    0.91,
    (c) => IN_BOOKING.test(c.text) && !any(c, 'time', 'move', 'price', 'all', 'show', 'status'),
  ),
  pattern(
    'booking_management.modify',
    0.92,
    (c) =>
      any(c, 'change', 'addto') &&
      /\b(?:booking|order|buking|ordar)\b/u.test(c.text) &&
      !any(c, 'time', 'move', 'price') &&
      !ANY_UPDATE.test(c.text),
  ),
  pattern(
    'booking_management.reschedule',
    0.92,
    (c) => has(c, 'change', 'time') && !any(c, 'account', 'price') && !c.kinds.has('symptom'),
  ),
  pattern(
    'account_management',
    0.93,
    (c) =>
      /\b(?:password|paas?vard|log ?in|log ?out|sign ?out|profile|my account)\b/u.test(c.text) &&
      !any(c, 'deducted', 'pay', 'mybooking'),
  ),
  pattern(
    'account_management',
    0.92,
    (c) =>
      has(c, 'account') &&
      any(c, 'change', 'addto', 'wallet') &&
      !any(c, 'mybooking', 'deducted', 'price', 'time'),
  ),
  pattern('account_management', 0.92, (c) =>
    /\bwallet\b.*\bbalance\b|\bbalance\b.*\bwallet\b|\bwallet mein\b/u.test(c.text),
  ),
  pattern(
    'booking_management.check_status',
    0.93,
    (c) => has(c, 'mybooking') && any(c, 'status', 'when') && !any(c, 'deducted', 'where'),
  ),
  pattern(
    'track_service',
    0.93,
    (c) => has(c, 'where') && any(c, 'agent', 'mybooking', 'arrive') && !any(c, 'price', 'book'),
  ),
  pattern(
    'track_service',
    0.91,
    (c) => (any(c, 'waiting') || (has(c, 'arrive', 'agent') && c.asks)) && !any(c, 'complain', 'price'),
  ),
  pattern('out_of_scope', 0.9, (c) => has(c, 'trade') && !any(c, 'mybooking', 'price')),
  pattern('out_of_scope', 0.92, (c) => /\b(?:book|reserve) a table\b/u.test(c.text)),
  pattern(
    'out_of_scope',
    0.92,
    (c) => has(c, 'foreign') && !c.namesService && !any(c, 'mybooking', 'complain'),
  ),
  pattern(
    'feedback',
    0.92,
    (c) => has(c, 'rate') && !has(c, 'blame') && !/\brate (?:of|for|card|list|kya)\b/u.test(c.text),
  ),
  pattern('complaint', 0.91, (c) => has(c, 'blame') && !any(c, 'price', 'refund') && !c.asks),
  pattern(
    'feedback',
    0.9,
    (c) =>
      has(c, 'praise') &&
      !any(c, 'blame', 'want', 'price', 'include', 'available') &&
      !c.asks &&
      !c.kinds.has('symptom') &&
      !c.kinds.has('negation') &&
      !/\b(?:id|would) (?:love|like)\b/u.test(c.text),
  ),
  pattern(
    'pricing_inquiry',
    0.93,
    (c) =>
      any(c, 'price', 'offer') &&
      (c.namesService || c.kinds.has('action') || c.words.length <= 6) &&
      !any(c, 'deducted', 'blame', 'account', 'pay'),
  ),
  pattern(
    'availability_check',
    0.92,
    (c) => has(c, 'available') && c.asks && any(c, 'time', 'area') && !any(c, 'include', 'blame', 'price'),
  ),
  pattern(
    'availability_check',
    0.91,
    (c) =>
      /\b(?:availab\w+|slots?|servi[cs]eable|uplabdh)\b/u.test(c.text) &&
      !any(c, 'book', 'want', 'change', 'price') &&
      (c.asks || /\bslots\b|\bcheck\b/u.test(c.text)),
  ),
  pattern('booking_management.book', 0.93, (c) => isFault(c) && !(c.asks && has(c, 'include'))),
  pattern(
    'service_information',
    0.92,
    (c) =>
      has(c, 'include') &&
      (c.namesService || c.kinds.has('action') || /\bservices?\b/u.test(c.text)) &&
      !any(c, 'book', 'time', 'mybooking'),
  ),
  pattern(
    'booking_management.book',
    0.92,
    (c) =>
      any(c, 'want', 'book') &&
      (c.namesService || c.kinds.has('action')) &&
      !any(c, 'trade', 'foreign', 'mybooking', 'change', 'company', 'status', 'when', 'include', 'account') &&
      !(c.asks && any(c, 'available')),
  ),
  pattern('booking_management.book', 0.9, isBareService),
];

/** The intent of a clause whose wording leaves no doubt, or null. The first pattern that holds decides. */
export function matchPattern(
  clause: Clause,
  isStaff: boolean,
): { label: IntentLabel; confidence: number } | null {
  if (isStaff && METRICS.test(clause.text)) return { label: 'data_query', confidence: 0.92 };
  const found = PATTERNS.find((candidate) => candidate.holds(clause));
  return found ? { label: found.label, confidence: found.confidence } : null;
}
