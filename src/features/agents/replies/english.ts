import type { Phrasebook } from './phrasebook.js';

export const english: Phrasebook = {
  greeting: (name) => `Hello${name ? ` ${name}` : ''}! Tell me what needs doing at home, and when.`,
  whatICanDo:
    'I can find the right service, tell you prices and free times, book a visit, show your bookings and cancel one.',
  outOfScope: 'That is outside what I know. I can help with services for your home.',
  unclear: 'I did not quite get that.',
  thanks: 'You are welcome!',
  notYet: (topic) => `I cannot handle ${topic} in this chat yet.`,
  safety:
    'If anyone is in danger, leave the place first: call 112, and for a gas leak 1906. Do not switch anything on or off.',

  askService: 'Which service do you need?',
  askWhichService: 'Which of these do you need?',
  askServiceInCategory: (category) => `What do you need in ${category}?`,
  askVariant: (service) => `Which kind of ${service}?`,
  askPincode: 'What is the pincode of the place?',
  unknownPincode: (pincode) => `We do not come to ${pincode} yet. Is there another pincode?`,
  notServedThere: (service, pincode) => `${service} is not offered in ${pincode}.`,
  askAddress: (pincode, city) => `What is the address in ${city} ${pincode}: house or flat, and street?`,
  askDate: 'On which day?',
  askTime: (day) => `At what time ${day}?`,
  askSlot: (asked) => `${asked} is taken. These are the nearest free times:`,
  tooSoon: (asked) => `${asked} is too soon for anyone to reach you. These times are free:`,
  past: (asked) => `${asked} is already past. These times are free:`,
  beyondHorizon: (days) => `I can book up to ${days} days ahead. Which day within that?`,
  offGrid: (asked) =>
    `Visits start on the hour or half hour from 8 am to 7:30 pm, so not ${asked}. These are free:`,
  noSlots: (day) => `Nothing is free ${day}. These are the next free times:`,
  noSlotsAtAll: 'Nobody is free in the coming days, I am sorry. Another service or place?',
  tooLong: 'That is more work than one visit can hold. Please book it as two visits.',

  propose: ({ service, variant, quantity, when, address, beforeTax, tax, total, isRounded }) =>
    `${service} (${variant})${quantity > 1 ? ` × ${quantity}` : ''}\n${when}\n${address}\n` +
    `${beforeTax} + ${tax} GST = ${total} in all${isRounded ? ' (rounded)' : ''}, paid in cash after the work.\nShall I book it?`,
  booked: ({ orderNumber, service, when, total, startCode }) =>
    `Booked: ${service}, ${when}, ${total}. Order ${orderNumber}. Give the start code ${startCode} to the provider at the door.`,
  alreadyBooked: (orderNumber) => `That is already booked, as order ${orderNumber}.`,
  notBooked:
    'All right, nothing is booked. What should be different: the service, the day, the time or the address?',
  askAgain: 'Shall I go ahead? Please say yes or no, or tell me what to change.',
  dropped: 'All right, I have dropped that. Nothing is booked.',
  nothingOpen: 'There is nothing waiting for a yes or no.',
  backToOther: 'Back to the booking we had begun. Shall I go on with it?',
  proposalExpired: 'That was a while ago, so I have checked again.',
  duesBeside: (amount) => `Besides the price, a fee of ${amount} from an earlier booking is collected.`,
  priceChanged: 'The price has changed meanwhile; this is the new one.',
  slotJustTaken: 'That time has just been taken. These are the nearest free ones:',
  signInToBook: ({ service, when, price }) =>
    `${service} on ${when} is free, at ${price} before tax. Please sign in or register, and I will book it for you; this conversation stays with you.`,
  signInForBookings: 'Please sign in, and I will look after your bookings.',
  keyMayNot: (scope) =>
    `The app you are using may not do that for you: its API key lacks the scope ${scope}. Nothing has been changed.`,

  price: ({ service, pincode, from }) => `${service} in ${pincode} starts at ${from}:`,
  priceLine: ({ variant, price, minutes }) => `• ${variant}: ${price}, about ${minutes} min`,
  beforeTaxNote: 'GST and the convenience charge come on top; you see the full price before you book.',
  availability: ({ service, day, times }) => `${service} ${day}: ${times}.`,
  offerBooking: 'Shall I book one? Tell me the time.',
  about: ({ service, description, warrantyDays }) =>
    `${service}: ${description}${warrantyDays > 0 ? ` ${warrantyDays} days of warranty.` : ''}`,

  noBookings: 'You have no bookings yet.',
  bookings: (lines) => `Your bookings:\n${lines.join('\n')}`,
  visit: ({ orderNumber, service, when, status }) => `${orderNumber}: ${service}, ${when}, ${status}`,
  askWhichBooking: 'Which booking do you mean?',
  noSuchBooking: 'I cannot find that booking among yours.',
  nothingToCancel: 'You have no booking that can be cancelled.',
  proposeCancel: ({ orderNumber, service, when, fee, refund }) =>
    `Cancel ${orderNumber}: ${service}, ${when}?\n${fee ? `Cancelling now costs ${fee}.` : 'Cancelling now is free.'}` +
    `${refund ? ` ${refund} goes back the way you paid.` : ''} Shall I cancel it?`,
  cancelled: ({ orderNumber, fee, refund }) =>
    `${orderNumber} is cancelled. ${fee ? `The fee is ${fee}.` : 'There is no fee.'}${refund ? ` ${refund} goes back the way you paid.` : ''}`,
  notCancelled: 'All right, the booking stands.',
  feeChanged: 'The cancellation fee has changed meanwhile; this is the figure now.',
  refused: (reason) => `That did not work: ${reason}`,

  suggestions: {
    book: 'Book a service',
    price: 'What does AC repair cost?',
    myBookings: 'Show my bookings',
    yes: 'Yes, book it',
    no: 'No',
    otherTime: 'Another time',
  },
  statuses: {
    pending: 'waiting for payment',
    confirmed: 'confirmed',
    in_progress: 'being worked on',
    completed: 'completed',
    cancelled: 'cancelled',
    no_show: 'missed',
    expired: 'expired',
  },
  topics: {
    complaint: 'complaints',
    payment_issue: 'payment problems',
    refund_request: 'refunds',
    policy_inquiry: 'policy questions',
    account_management: 'account changes',
    feedback: 'feedback',
    reschedule: 'moving a booking',
    modify: 'changing a booking',
  },
  today: 'today',
  tomorrow: 'tomorrow',
  locale: 'en-IN',
};
