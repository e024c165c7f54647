import { worded } from './wording.js';
import type { NoticeText } from './wording.js';

/** Around the visit: before it, on the way, after it. */
export const visitTexts: readonly NoticeText[] = [
  ...worded('booking.reminder_24h', {
    en: {
      email: {
        subject: '{#service#} is on {#slot#}',
        body: 'Dear {#firstName#},\n\nA reminder: {#service#} is on {#slot#}, order {#orderNumber#}.\n\nIt suits me: {#confirmLink#}\nAnother time: {#rescheduleLink#}\n\nNexora',
      },
      sms: {
        dltId: '1107161234567890271',
        body: 'Nexora: {#service#} is on {#slot#}, order {#orderNumber#}. Confirm or reschedule: {#link#}',
      },
      inApp: { subject: 'Reminder', body: '{#service#} is on {#slot#}. Order {#orderNumber#}.' },
    },
    hi: {
      email: {
        subject: '{#service#}: {#slot#}',
        body: 'नमस्ते {#firstName#},\n\nयाद रहे: {#service#} {#slot#} को है, ऑर्डर {#orderNumber#}।\n\nयह समय ठीक है: {#confirmLink#}\nदूसरा समय: {#rescheduleLink#}\n\nNexora',
      },
      sms: {
        dltId: '1107161234567890272',
        body: 'Nexora: {#service#} {#slot#} को है, ऑर्डर {#orderNumber#}। पक्का करें या समय बदलें: {#link#}',
      },
      inApp: { subject: 'याद रहे', body: '{#service#} {#slot#} को है। ऑर्डर {#orderNumber#}।' },
    },
  }),
  ...worded('booking.reminder_2h', {
    en: {
      email: {
        subject: '{#service#} starts at {#time#}',
        body: 'Dear {#firstName#},\n\n{#service#} starts at {#time#}, order {#orderNumber#}. Please keep the place of work free.\n\nNexora',
      },
      sms: {
        dltId: '1107161234567890281',
        body: 'Nexora: {#service#} starts at {#time#}, order {#orderNumber#}. Please keep the place of work free.',
      },
      inApp: { subject: 'Soon', body: '{#service#} starts at {#time#}. Order {#orderNumber#}.' },
    },
    hi: {
      email: {
        subject: '{#service#} {#time#} पर शुरू होगी',
        body: 'नमस्ते {#firstName#},\n\n{#service#} {#time#} पर शुरू होगी, ऑर्डर {#orderNumber#}। कृपया काम की जगह खाली रखें।\n\nNexora',
      },
      sms: {
        dltId: '1107161234567890282',
        body: 'Nexora: {#service#} {#time#} पर शुरू होगी, ऑर्डर {#orderNumber#}। कृपया काम की जगह खाली रखें।',
      },
      inApp: { subject: 'जल्द ही', body: '{#service#} {#time#} पर शुरू होगी। ऑर्डर {#orderNumber#}।' },
    },
  }),
  ...worded('booking.on_the_way', {
    en: {
      sms: {
        dltId: '1107161234567890291',
        body: 'Nexora: {#providerName#} is on the way for order {#orderNumber#} at {#time#}. Give the start code only at your door.',
      },
      inApp: {
        subject: 'On the way',
        body: '{#providerName#} is on the way for {#service#} at {#time#}. Give the start code only at your door. Order {#orderNumber#}.',
      },
    },
    hi: {
      sms: {
        dltId: '1107161234567890292',
        body: 'Nexora: {#providerName#} ऑर्डर {#orderNumber#} ({#time#}) के लिए निकल चुके हैं। स्टार्ट कोड केवल दरवाजे पर बताएं।',
      },
      inApp: {
        subject: 'रास्ते में',
        body: '{#providerName#} {#service#} ({#time#}) के लिए निकल चुके हैं। स्टार्ट कोड केवल दरवाजे पर बताएं। ऑर्डर {#orderNumber#}।',
      },
    },
  }),
  ...worded('booking.invoice', {
    en: {
      email: {
        subject: 'Invoice of booking {#orderNumber#}',
        body: 'Dear {#firstName#},\n\n{#service#} is done. The total, tax included, is {#total#}.\nYour invoice: {#invoiceLink#}\n\nNexora',
      },
      sms: {
        dltId: '1107161234567890311',
        body: 'Nexora: order {#orderNumber#} is done, total {#total#}. Invoice: {#link#}',
      },
      inApp: {
        subject: 'Done',
        body: '{#service#} is done, total {#total#}. The invoice is with order {#orderNumber#}.',
      },
    },
    hi: {
      email: {
        subject: 'बुकिंग {#orderNumber#} का बिल',
        body: 'नमस्ते {#firstName#},\n\n{#service#} पूरी हुई। कुल राशि, कर सहित: {#total#}।\nआपका बिल: {#invoiceLink#}\n\nNexora',
      },
      sms: {
        dltId: '1107161234567890312',
        body: 'Nexora: ऑर्डर {#orderNumber#} पूरा हुआ, कुल {#total#}। बिल: {#link#}',
      },
      inApp: {
        subject: 'पूरा हुआ',
        body: '{#service#} पूरी हुई, कुल {#total#}। बिल ऑर्डर {#orderNumber#} के साथ है।',
      },
    },
  }),
  ...worded('booking.rating_request', {
    en: {
      email: {
        subject: 'How was {#service#}?',
        body: 'Dear {#firstName#},\n\nHow was {#service#} by {#providerName#}? Tell us: {#ratingLink#}\n\nNexora',
      },
      sms: {
        dltId: '1107161234567890321',
        body: 'Nexora: how was {#service#} by {#providerName#}? Rate order {#orderNumber#}: {#link#}',
      },
      inApp: {
        subject: 'How was it?',
        body: 'How was {#service#} by {#providerName#}? Rate order {#orderNumber#}.',
      },
    },
    hi: {
      email: {
        subject: '{#service#} कैसी रही?',
        body: 'नमस्ते {#firstName#},\n\n{#providerName#} का काम ({#service#}) कैसा रहा? हमें बताएं: {#ratingLink#}\n\nNexora',
      },
      sms: {
        dltId: '1107161234567890322',
        body: 'Nexora: {#providerName#} का काम ({#service#}) कैसा रहा? ऑर्डर {#orderNumber#} को रेटिंग दें: {#link#}',
      },
      inApp: {
        subject: 'कैसा रहा?',
        body: '{#providerName#} का काम ({#service#}) कैसा रहा? ऑर्डर {#orderNumber#} को रेटिंग दें।',
      },
    },
  }),
];
