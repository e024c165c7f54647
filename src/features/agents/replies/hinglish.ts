import type { Phrasebook } from './phrasebook.js';

export const hinglish: Phrasebook = {
  greeting: (name) => `Namaste${name ? ` ${name}` : ''}! Ghar ka kaunsa kaam karwana hai, aur kab?`,
  whatICanDo:
    'Main sahi service dhoondh sakta hoon, price aur khali time bata sakta hoon, visit book kar sakta hoon, aapki bookings dikha sakta hoon aur cancel kar sakta hoon.',
  outOfScope: 'Ye mere kaam se bahar hai. Main ghar ki services mein madad kar sakta hoon.',
  unclear: 'Main ye theek se samajh nahi paya.',
  thanks: 'Koi baat nahi!',
  notYet: (topic) => `${topic} ka kaam main abhi is chat mein nahi kar sakta.`,
  safety:
    'Agar kisi ko khatra hai to pehle wahan se bahar niklein: 112 par call karein, gas leak ke liye 1906. Koi switch on ya off na karein.',

  askService: 'Aapko kaunsi service chahiye?',
  askWhichService: 'Inmein se kaunsi chahiye?',
  askServiceInCategory: (category) => `${category} mein kya karwana hai?`,
  askVariant: (service) => `${service} kis tarah ki?`,
  askPincode: 'Jagah ka pincode kya hai?',
  unknownPincode: (pincode) => `${pincode} mein hum abhi nahi aate. Koi doosra pincode?`,
  notServedThere: (service, pincode) => `${pincode} mein ${service} abhi nahi milti.`,
  askAddress: (pincode, city) => `${city} ${pincode} mein address kya hai: ghar ya flat number aur gali?`,
  askDate: 'Kis din?',
  askTime: (day) => `${day} kitne baje?`,
  askSlot: (asked) => `${asked} ka time le liya gaya hai. Sabse paas ke khali time ye hain:`,
  tooSoon: (asked) => `${asked} bahut jaldi hai, koi pahunch nahi payega. Ye time khali hain:`,
  past: (asked) => `${asked} nikal chuka hai. Ye time khali hain:`,
  beyondHorizon: (days) => `Main ${days} din aage tak book kar sakta hoon. Uske andar kaunsa din?`,
  offGrid: (asked) =>
    `Visit subah 8 se shaam 7:30 tak poore ya aadhe ghante par hoti hai, ${asked} nahi. Ye khali hain:`,
  noSlots: (day) => `${day} kuch khali nahi hai. Agle khali time ye hain:`,
  noSlotsAtAll: 'Maaf kijiye, agle kuch din koi khali nahi hai. Koi doosri service ya jagah?',
  tooLong: 'Itna kaam ek visit mein nahi ho payega. Do visit book kijiye.',

  propose: ({ service, variant, quantity, when, address, beforeTax, tax, total, isRounded }) =>
    `${service} (${variant})${quantity > 1 ? ` × ${quantity}` : ''}\n${when}\n${address}\n` +
    `${beforeTax} + ${tax} GST = kul ${total}${isRounded ? ' (rounded)' : ''}, kaam ke baad cash.\nBook kar doon?`,
  booked: ({ orderNumber, service, when, total, startCode }) =>
    `Book ho gaya: ${service}, ${when}, ${total}. Order ${orderNumber}. Provider aaye to start code ${startCode} bataiye.`,
  alreadyBooked: (orderNumber) => `Ye pehle se book hai, order ${orderNumber}.`,
  notBooked: 'Theek hai, kuch book nahi kiya. Kya badalna hai: service, din, time ya address?',
  askAgain: 'Kar doon? Haan ya nahi boliye, ya bataiye kya badalna hai.',
  dropped: 'Theek hai, chhod diya. Kuch book nahi hua.',
  nothingOpen: 'Abhi haan ya nahi ke liye kuch ruka nahi hai.',
  backToOther: 'Ab us booking par wapas jo shuru ki thi. Aage badhaun?',
  proposalExpired: 'Kaafi der ho gayi thi, isliye maine phir se check kiya.',
  duesBeside: (amount) => `Price ke alawa pichhli booking ki ${amount} fee bhi li jayegi.`,
  priceChanged: 'Is beech price badal gaya hai; naya price ye hai.',
  slotJustTaken: 'Ye time abhi abhi kisi ne le liya. Sabse paas ke khali time ye hain:',
  signInToBook: ({ service, when, price }) =>
    `${service}, ${when}: time khaali hai, price tax se pehle ${price}. Book karne ke liye sign in ya register kijiye; yeh baatcheet aapke saath rahegi.`,
  signInForBookings: 'Apni bookings dekhne ya badalne ke liye please sign in kijiye.',
  keyMayNot: (scope) =>
    `Jo app aap use kar rahe hain, use iski anumati nahi hai: uski API key mein ${scope} scope nahi hai. Kuch badla nahi gaya.`,

  price: ({ service, pincode, from }) => `${pincode} mein ${service} ${from} se shuru hai:`,
  priceLine: ({ variant, price, minutes }) => `• ${variant}: ${price}, lagbhag ${minutes} min`,
  beforeTaxNote: 'GST aur convenience charge alag; book karne se pehle poora price dikhega.',
  availability: ({ service, day, times }) => `${service} ${day}: ${times}.`,
  offerBooking: 'Book kar doon? Time bataiye.',
  about: ({ service, description, warrantyDays }) =>
    `${service}: ${description}${warrantyDays > 0 ? ` ${warrantyDays} din ki warranty.` : ''}`,

  noBookings: 'Aapki abhi koi booking nahi hai.',
  bookings: (lines) => `Aapki bookings:\n${lines.join('\n')}`,
  visit: ({ orderNumber, service, when, status }) => `${orderNumber}: ${service}, ${when}, ${status}`,
  askWhichBooking: 'Kaunsi booking?',
  noSuchBooking: 'Ye booking aapki bookings mein nahi mili.',
  nothingToCancel: 'Aapki koi aisi booking nahi hai jo cancel ho sake.',
  proposeCancel: ({ orderNumber, service, when, fee, refund }) =>
    `${orderNumber} cancel karna hai: ${service}, ${when}?\n${fee ? `Abhi cancel karne par ${fee} lagenge.` : 'Abhi cancel karna free hai.'}` +
    `${refund ? ` ${refund} usi tarah wapas aayenge jaise pay kiya tha.` : ''} Cancel kar doon?`,
  cancelled: ({ orderNumber, fee, refund }) =>
    `${orderNumber} cancel ho gaya. ${fee ? `Fee ${fee} hai.` : 'Koi fee nahi.'}${refund ? ` ${refund} usi tarah wapas aayenge jaise pay kiya tha.` : ''}`,
  notCancelled: 'Theek hai, booking bani rahegi.',
  feeChanged: 'Is beech cancellation fee badal gayi hai; ab ye hai.',
  refused: (reason) => `Ye nahi ho paya: ${reason}`,

  suggestions: {
    book: 'Service book karni hai',
    price: 'AC repair kitne ka hai?',
    myBookings: 'Meri bookings dikhao',
    yes: 'Haan, book kar do',
    no: 'Nahi',
    otherTime: 'Doosra time',
  },
  statuses: {
    pending: 'payment baaki',
    confirmed: 'pakki',
    in_progress: 'kaam chal raha hai',
    completed: 'poori',
    cancelled: 'cancel',
    no_show: 'chhoot gayi',
    expired: 'expire',
  },
  topics: {
    complaint: 'Shikayat',
    payment_issue: 'Payment ki dikkat',
    refund_request: 'Refund',
    policy_inquiry: 'Policy ke sawaal',
    account_management: 'Account badalne',
    feedback: 'Feedback',
    reschedule: 'Booking aage badhane',
    modify: 'Booking badalne',
  },
  today: 'aaj',
  tomorrow: 'kal',
  locale: 'en-IN',
};
