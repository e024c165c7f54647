import type { BandTimes, PolicyPhrases } from './policy-phrases.js';
import { hoursOf, percent, rupees } from './policy-figures.js';

const causes: Readonly<Record<string, string>> = { provider_no_show: 'the expert does not come' };

function band({ upTo, over }: BandTimes): string {
  if (upTo === null && over === null) return 'At any time before the start';
  if (upTo === null) return `More than ${over} minutes before the start`;
  if (over === null) return `${upTo} minutes or less before the start`;
  return `From ${upTo} minutes down to just over ${over} minutes before the start`;
}

/** The policies in plain English. */
export const englishPhrases: PolicyPhrases = {
  titles: {
    cancellation: 'Cancelling a booking',
    reschedule: 'Rescheduling a booking',
    warranty: 'Warranty and rework',
    compensation: 'When we break a promise',
  },
  headings: {
    counting: 'How the time is counted',
    fees: 'What a cancellation costs',
    grace: 'Grace after booking',
    noShow: 'When you are not there',
    waivers: 'When the fee is waived',
    weCancel: 'When we cancel',
    freeMoves: 'Free reschedules',
    laterMoves: 'After the free ones',
    lateMoves: 'Late reschedules',
    afterLateMove: 'Cancelling after a late move',
    providerAsks: 'When the provider asks to move',
    warranty: 'How long the warranty lasts',
    rework: 'If the rework does not help',
    broken: 'What you are credited',
  },
  free: 'free',
  share: ({ percentBps, capPaise }, of) =>
    `${percent(percentBps)} of the ${of === 'services' ? 'service value' : 'visit charge'}, at most ${rupees(capPaise)}`,
  counting: (edge) =>
    `The time left is counted from the moment our server receives your request to the start of your slot, to the second.${edge === null ? '' : ` Exactly ${edge} minutes before the start already counts as inside the window; ${edge} minutes and one second does not.`}`,
  band,
  cells: ({ unassigned, assigned, enRoute }) =>
    unassigned === assigned
      ? `${assigned} until the expert sets out; ${enRoute}, once the expert is on the way.`
      : `${unassigned} while no expert is assigned; ${assigned}, once one is; ${enRoute}, once the expert is on the way.`,
  moveCells: ({ unassigned, assigned }) =>
    unassigned === assigned
      ? `${assigned}.`
      : `${unassigned} while no expert is assigned; ${assigned}, once one is.`,
  serviceValue:
    'The service value is the sum of your item lines before tax, surge and the convenience charge.',
  grace: (minutes) =>
    minutes === 0
      ? 'There is no grace time after booking.'
      : `Within ${minutes} minutes of making a booking you can cancel free of charge, unless the expert is already on the way.`,
  waiting: ({ minutes, attempts }) =>
    `If the expert arrives, waits ${minutes} minutes and tries ${attempts === 1 ? 'once' : `${attempts} times`} to reach you, the visit is closed as a no-show.`,
  noShow: ({ share, feePaise, visitChargePaise }) =>
    feePaise === 0
      ? 'Nothing is charged for it.'
      : `The charge is ${percent(share.percentBps)} of the visit charge of ${rupees(visitChargePaise)}, and never more than ${rupees(share.capPaise)}: ${rupees(feePaise)}.`,
  waivers: (late) =>
    `No fee is taken when the expert is more than ${late} minutes late, when your expert was changed without your consent, when a safety concern is recorded, or when our staff waive it with a reason.`,
  symmetry:
    'If the provider or Nexora cancels, you get back all you paid, and you are also credited the fee you would have paid for cancelling at that moment. This follows the Consumer Protection (E-Commerce) Rules.',
  noSymmetry: 'If the provider or Nexora cancels, you get back all you paid.',
  cancellationSummary: ({ freeOverMinutes, capPaise, enRouteCapPaise }) =>
    `${freeOverMinutes === null ? 'The usual fees apply' : `Free more than ${freeOverMinutes} minutes before the start, unless the crew is on the way, and the usual fees after that`}: at most ${rupees(capPaise)}, or ${rupees(enRouteCapPaise)} once the crew is on the way.`,
  freeMoves: ({ count, overMinutes, withinDays }) =>
    count === 0
      ? `No reschedule is free of charge, also with more than ${overMinutes} minutes left.`
      : `You may reschedule a booking ${count === 1 ? 'once' : `${count} times`} free of charge, as long as more than ${overMinutes} minutes are left before the start and the new date lies within ${withinDays} days of the original date.`,
  laterMoves: (feePaise) =>
    `The reschedules after that, and those to a date further away, cost ${rupees(feePaise)} each.`,
  lateMoves: ({ overMinutes, feePaise }) =>
    `When ${overMinutes} minutes or less are left before the start, a reschedule costs what a cancellation would cost at that moment, and no less than ${rupees(feePaise)} when the free ones are used up:`,
  afterLateMove: (hours) =>
    `For ${hours} hours after a late reschedule, a cancellation costs the higher of two figures: the fee at the old slot when you moved it, and the fee now.`,
  consent: (minutes) =>
    `A provider may propose another time, but only you can accept it. If you decline the proposal or do not answer within ${hoursOf(minutes, 'hours', 'minutes')}, the booking counts as cancelled by the platform.`,
  warranty: (days) =>
    `The warranty days are shown on each service; where none are shown, they are ${days} days from the end of the visit. If the same fault returns within them, an expert comes again at no charge.`,
  reworks: (most) =>
    `If the fault is still there after ${most === 1 ? 'one rework' : `${most} reworks`}, you receive a refund.`,
  compensation: ({ cause, share, creditPaise, visitChargePaise }) =>
    `If ${causes[cause] ?? cause.replaceAll('_', ' ')}, you get back all you paid and are credited ${percent(share.percentBps)} of the visit charge of ${rupees(visitChargePaise)}, at most ${rupees(share.capPaise)}: ${rupees(creditPaise)}.`,
};
