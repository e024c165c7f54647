import { planTurn } from './coordinator.js';
import { newBookingFlow, newCancellationFlow, noDialog } from './dialog.js';
import type { BookingFlow, Dialog } from './dialog.js';
import { readAnswer } from './nlu/confirmation/read-answer.js';
import { readEntities } from './nlu/entities/entities.js';
import { recogniseIntents } from './nlu/intents/intent-recogniser.js';
import { detectLanguage } from './nlu/script/normalise.js';
import { readSentiment } from './nlu/sentiment/sentiment.js';
import type { ServiceMatch } from './nlu/services/service-matcher.js';
import { readTimes } from './nlu/time/read-times.js';
import type { Understood } from './understanding.js';

const now = new Date('2026-11-21T06:00:00Z');
const nothing: ServiceMatch = { best: [], decision: 'none' };
const acRepair: ServiceMatch = { best: [{ id: 'ac', score: 1, evidence: [] }], decision: 'one' };

/** A message as the real readers understand it, with the service given. */
function said(
  text: string,
  { dialog = noDialog, service = nothing }: { dialog?: Dialog; service?: ServiceMatch } = {},
): Understood {
  return {
    text,
    language: detectLanguage(text),
    intents: recogniseIntents(text, { service: service.decision }),
    entities: readEntities(text),
    sentiment: readSentiment(text),
    service,
    times: readTimes(text, { now, zone: 'Asia/Kolkata' }),
    answer: readAnswer(text, dialog.flow?.kind),
    choice: null,
  };
}

const booking = (change: Partial<BookingFlow> = {}): Dialog => ({
  ...noDialog,
  flow: { ...newBookingFlow(), serviceId: 'ac', ...change },
});
const proposed = booking({ awaiting: 'confirmation', proposalId: 'p' });
const plan = (dialog: Dialog, text: string, service?: ServiceMatch) =>
  planTurn(dialog, said(text, { dialog, service }));

describe('the coordinator', () => {
  it.each(['yes', 'haan kar do', 'हाँ', 'ok book it', 'theek hai'])(
    'lets "%s" carry out what was proposed',
    (text) => {
      expect(plan(proposed, text)).toEqual({ booking: 'commit' });
    },
  );

  it.each(["no, that's not right", 'nahi', 'नहीं', 'no'])(
    'takes "%s" for a refusal, and books nothing',
    (text) => {
      expect(plan(proposed, text)).toEqual({ booking: 'decline' });
    },
  );

  it.each(['no wait, make it 4pm', 'yes but at 11', 'haan par 4 baje', 'nahi, parso karo'])(
    'takes "%s" for a correction, and books nothing',
    (text) => {
      expect(plan(proposed, text)).toEqual({ booking: 'continue' });
    },
  );

  it.each(['how much is it?', 'what is included in it?', 'hmm', 'let me think', 'kitna lagega?'])(
    'never takes "%s" for a yes',
    (text) => {
      expect(plan(proposed, text).booking).not.toBe('commit');
    },
  );

  it('answers a question beside the task and reminds of the task', () => {
    expect(plan(proposed, 'how much is it?')).toEqual({ service: 'price', booking: 'remind' });
  });

  it('drops the task when the person wants no more of it', () => {
    for (const text of ['never mind', 'forget it', 'chhodo', 'rehne do', 'रहने दो'])
      expect(plan(booking({ awaiting: 'date' }), text)).toEqual({ booking: 'drop' });
  });

  it('takes nearly anything for the address it asked for, but not a greeting, a yes or a question', () => {
    const asked = booking({ awaiting: 'address' });
    for (const text of [
      '12, 5th Cross, MG Road',
      'Rose Villa, Church Street',
      'मकान 12, एम जी रोड',
      'flat 4B',
    ])
      expect(plan(asked, text)).toEqual({ booking: 'continue' });
    expect(plan(asked, 'how much is it?')).toEqual({ service: 'price', booking: 'remind' });
  });

  it('puts a booking aside for cancelling another', () => {
    expect(plan(proposed, 'cancel my booking NX-7K2M9QXA')).toEqual({
      cancellation: 'start',
      putAside: true,
    });
  });

  it('takes "cancel it" for this task, where nothing else is named', () => {
    expect(plan(proposed, 'cancel it').cancellation).toBeUndefined();
  });

  it('starts what the message asks for', () => {
    expect(plan(noDialog, 'my AC is not cooling, can someone come tomorrow at 11am?', acRepair)).toEqual({
      booking: 'start',
    });
    expect(plan(noDialog, 'how much for AC repair in 560001', acRepair)).toEqual({ service: 'price' });
    expect(plan(noDialog, 'show my bookings')).toEqual({ bookings: 'list' });
    expect(plan(noDialog, 'I want to cancel my booking')).toEqual({ cancellation: 'start' });
    expect(plan(noDialog, 'namaste')).toEqual({ conversation: 'greeting' });
    expect(plan(noDialog, 'what is the weather today')).toEqual({ conversation: 'out_of_scope' });
  });

  it('acts on no yes where nothing was proposed', () => {
    expect(plan(noDialog, 'yes')).toEqual({ conversation: 'nothing_open' });
    expect(
      plan(
        { ...noDialog, topic: { serviceId: 'ac', pincode: null, on: null }, lastOrder: 'NX-00000000' },
        'yes',
      ),
    ).toEqual({
      conversation: 'nothing_open',
    });
  });

  it('lets a danger come before everything', () => {
    expect(plan(noDialog, 'there is a gas leak in my kitchen')).toEqual({ conversation: 'safety' });
    expect(plan(proposed, 'there is a fire!').booking).not.toBe('commit');
  });

  it('carries out a cancellation only on a yes to it', () => {
    const cancelling: Dialog = {
      ...noDialog,
      flow: { ...newCancellationFlow(), awaiting: 'confirmation', proposalId: 'p' },
    };
    expect(plan(cancelling, 'yes cancel it')).toEqual({ cancellation: 'commit' });
    expect(plan(cancelling, 'no, keep it')).toEqual({ cancellation: 'decline' });
  });
});
