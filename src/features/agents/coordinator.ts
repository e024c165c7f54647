import { addressLineIn } from './address-line.js';
import { partToChange } from './booking-slots.js';
import type { Dialog, Flow } from './dialog.js';
import type { RecognisedIntent } from './nlu/intents/intent-recogniser.js';
import type { Understood } from './understanding.js';

export const agentNames = ['conversation', 'service', 'bookings', 'cancellation', 'booking'] as const;
export type AgentName = (typeof agentNames)[number];

/** What the agent of the open task is to do. */
export type FlowAct = 'start' | 'continue' | 'commit' | 'decline' | 'drop' | 'remind';

/** Who speaks this turn, and what each is to do. */
export interface Plan {
  readonly conversation?:
    'greeting' | 'out_of_scope' | 'unclear' | 'thanks' | 'nothing_open' | 'not_yet' | 'safety';
  /** The topic that cannot be handled, for `not_yet`. */
  readonly topic?: string;
  readonly service?: 'price' | 'availability' | 'about';
  readonly bookings?: 'list';
  readonly cancellation?: FlowAct;
  readonly booking?: FlowAct;
  /** The open task is put aside for another. */
  readonly putAside?: boolean;
}

const sure = 0.6;

/**
 * Decides who answers (ASSISTANT.md 1.3): continue, correct, digress, resume or start. Pure: it sees only what was
 * understood and the dialog so far.
 */
export function planTurn(dialog: Dialog, said: Understood): Plan {
  const plan = dialog.flow ? withinTask(dialog.flow, said) : fresh(dialog, said);
  if (!said.sentiment.safety) return plan;
  const isPlainWish = said.service.decision === 'one' && plan.booking !== undefined;
  return isPlainWish ? { ...plan, conversation: 'safety' } : { conversation: 'safety' };
}

function withinTask(flow: Flow, said: Understood): Plan {
  const on = (act: FlowAct): Plan => (flow.kind === 'booking' ? { booking: act } : { cancellation: act });
  const { answer } = said.answer;
  if (flow.awaiting === 'confirmation' && answer === 'yes') return on('commit');
  if (abandons(said)) return on('drop');
  const other = otherTask(flow, said);
  if (other) return other;
  if (flow.awaiting === 'confirmation' && answer === 'correction') return on('continue');
  if (answersQuestion(flow, said)) return on('continue');
  const [lead] = said.intents;
  if (lead?.method === 'pattern' && (is(lead, 'reschedule') || is(lead, 'modify')))
    return { conversation: 'not_yet', topic: lead.action, ...on('remind') };
  if (answer === 'no') return on(flow.awaiting === 'choice' ? 'drop' : 'decline');
  const aside = asideOf(said);
  if (aside) return { ...aside, ...on('remind') };
  return on(flow.awaiting === 'confirmation' ? 'remind' : 'continue');
}

const leaving =
  /^(?:(?:no|nahi|nahin|ok|okay|please|bas|नहीं|बस)[\s,.!]*)*(?:never ?mind|forget (?:it|about it)|stop|leave it|drop it|don'?t want (?:it|this)|chhod(?:o| do)|rehne do|jaane do|छोड़(?:ो| दो)|रहने दो|जाने दो)[\s.!]*$/iu;

/** Whether the person wants nothing more of this task. */
function abandons({ text }: Understood): boolean {
  return leaving.test(text.trim());
}

/** A task of another kind begun in the middle of this one puts it aside. */
function otherTask(flow: Flow, { intents, entities, service, answer }: Understood): Plan | null {
  const [lead] = intents;
  if (!lead || lead.confidence < sure) return null;
  const meansThis =
    answer.answer === 'no' && entities.bookingRef === undefined && service.decision === 'none';
  if (is(lead, 'cancel') && flow.kind === 'booking' && meansThis) return { booking: 'drop' };
  if (
    is(lead, 'cancel') &&
    flow.kind === 'booking' &&
    (entities.bookingRef !== undefined || lead.method === 'pattern')
  )
    return { cancellation: 'start', putAside: true };
  if (is(lead, 'list') || is(lead, 'check_status')) return { bookings: 'list', ...reminder(flow) };
  if (is(lead, 'book') && flow.kind === 'cancellation') return { booking: 'start', putAside: true };
  return null;
}

function reminder(flow: Flow): Plan {
  return flow.kind === 'booking' ? { booking: 'remind' } : { cancellation: 'remind' };
}

/** Whether the message fills the slot asked for, or another of the task. */
function answersQuestion(flow: Flow, said: Understood): boolean {
  if (said.choice !== null) return true;
  if (flow.kind === 'cancellation') return said.entities.bookingRef !== undefined;
  if (flow.awaiting === 'address' && addressLineIn(said, 'address') !== null) return true;
  if (partToChange(flow, said) !== null) return true;
  return changesTask(flow, said) && !asks(said);
}

/** Whether the message says something of the work, the place or the time. */
function changesTask(flow: Flow, { times, entities, service }: Understood): boolean {
  if (flow.kind === 'cancellation') return entities.bookingRef !== undefined;
  const saysWhen = times.date ?? times.time ?? times.window ?? times.instant ?? times.dateRange;
  const saysWhere = entities.pincode ?? entities.addressText;
  const saysWhat = service.decision !== 'none' || entities.quantity !== undefined;
  return saysWhen !== undefined || saysWhere !== undefined || saysWhat;
}

function asks({ text, intents: [lead] }: Understood): boolean {
  const informs = lead !== undefined && lead.confidence >= sure && informationOf(lead) !== null;
  return informs && (text.includes('?') || lead.method === 'pattern');
}

/** A question beside the task; a short answer that merely resembles one is none. */
function asideOf({ intents }: Understood): Plan | null {
  const [lead] = intents;
  if (!lead || lead.confidence < sure) return null;
  const isSure = lead.method === 'pattern' || lead.confidence >= 0.8;
  const isVague = lead.name === 'out_of_scope' && lead.method !== 'pattern';
  return isSure && !isVague ? informationOf(lead) : null;
}

function informationOf({ name }: RecognisedIntent): Plan | null {
  switch (name) {
    case 'pricing_inquiry':
      return { service: 'price' };
    case 'availability_check':
      return { service: 'availability' };
    case 'service_information':
      return { service: 'about' };
    case 'out_of_scope':
      return { conversation: 'out_of_scope' };
    case 'complaint':
    case 'payment_issue':
    case 'refund_request':
    case 'policy_inquiry':
    case 'account_management':
      return { conversation: 'not_yet', topic: name };
    default:
      return null;
  }
}

function fresh(dialog: Dialog, said: Understood): Plan {
  if (wishesForWork(said)) return { booking: 'start' };
  const plans = said.intents.map((intent) => freshFor(intent, said));
  const [first, ...others] = plans.filter((plan) => plan !== null);
  if (!first) return unknown(dialog, said);
  return others.reduce((merged, plan) => ({ ...plan, ...merged }), first);
}

const asking =
  /[?？]|\b(?:what|which|how|when (?:can|will|is|are|do)|why|is there|are there|do you|can i|kya|kitn\w*|kab|kaise|kaun\w*|batao|bataiye|tell me|price|prices|cost|costs|rates?|charges|slots?|available|availability|free|daam|kharcha|include[sd]?)\b|क्या|कितन|कब |कैसे|कौन|बताओ|बताइए|कीमत|दाम|खर्च|खाली/iu;
const wanting = /\b(?:want|need|send|book|get it|chahiye|karwana|karwani|karana|bhejo)\b|चाहिए|करवान|भेजो/iu;
const ofABooking = /\b(?:bookings?|appointments?|visit|order|reschedule|postpone|NX-)|बुकिंग|अपॉइंटमेंट/iu;

/**
 * A plain wish: it names one piece of work, asks nothing and speaks of no booking there is. "Switch board badalwana
 * hai" changes no booking, and "washer does not spin, tomorrow at 11" asks for no free times.
 */
function wishesForWork({ text, service, intents: [lead], times, entities }: Understood): boolean {
  if (service.decision !== 'one' || asking.test(text) || ofABooking.test(text) || !lead) return false;
  const isSaid = lead.method === 'pattern' && lead.confidence >= 0.9;
  switch (lead.name) {
    case 'complaint':
    case 'refund_request':
    case 'payment_issue':
    case 'out_of_scope':
    case 'account_management':
      return (
        (!isSaid || wanting.test(text)) &&
        (times.date ?? times.time ?? times.window ?? times.instant ?? entities.pincode) !== undefined
      );
    case 'booking_management':
      return lead.action !== 'cancel' && lead.action !== 'list';
    case 'feedback':
      return false;
    default:
      return true;
  }
}

function freshFor(intent: RecognisedIntent, said: Understood): Plan | null {
  const informs = informationOf(intent);
  const namesWork = said.service.decision !== 'none';
  if (informs && namesWork && intent.method === 'classifier' && intent.confidence < sure)
    return { booking: 'start' };
  if (intent.name === 'out_of_scope')
    return namesWork && intent.confidence < 0.8 ? { booking: 'start' } : informs;
  if (informs) return informs;
  switch (intent.name) {
    case 'booking_management':
      return freshBooking(intent, said);
    case 'track_service':
      return { bookings: 'list' };
    case 'greeting':
      return namesWork ? { booking: 'start' } : { conversation: 'greeting' };
    case 'feedback':
      return { conversation: 'thanks' };
    default:
      return null;
  }
}

function freshBooking({ action, confidence, method }: RecognisedIntent, said: Understood): Plan | null {
  const namesWork = said.service.decision !== 'none';
  switch (action) {
    case 'cancel':
      return { cancellation: 'start' };
    case 'list':
    case 'check_status':
      return { bookings: 'list' };
    case 'reschedule':
    case 'modify':
      return method === 'classifier' && !ofABooking.test(said.text)
        ? { booking: 'start' }
        : { conversation: 'not_yet', topic: action };
    default:
      return confidence >= sure || namesWork ? { booking: 'start' } : null;
  }
}

function unknown({ topic, lastOrder }: Dialog, said: Understood): Plan {
  if (said.service.decision !== 'none') return { booking: 'start' };
  const { answer } = said.answer;
  const saysWhen = said.times.date ?? said.times.time ?? said.times.window;
  if (topic.serviceId !== null && (saysWhen !== undefined || said.entities.pincode !== undefined))
    return { booking: 'start' };
  if (answer === 'yes' && topic.serviceId !== null && lastOrder === null) return { booking: 'start' };
  if (answer === 'yes' || answer === 'no') return { conversation: 'nothing_open' };
  return { conversation: 'unclear' };
}

function is({ name, action }: RecognisedIntent, wanted: string): boolean {
  return name === 'booking_management' && action === wanted;
}
