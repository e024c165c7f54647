import { worded } from './wording.js';
import type { NoticeText } from './wording.js';

/** Money and offers. */
export const paymentTexts: readonly NoticeText[] = [
  ...worded('payment.received', {
    en: {
      email: {
        subject: 'Payment for booking {#orderNumber#}',
        body: 'Dear {#firstName#},\n\nWe have received {#amount#} for booking {#orderNumber#}. Thank you.\n\nNexora',
      },
      inApp: { subject: 'Payment received', body: '{#amount#} for order {#orderNumber#} has arrived.' },
    },
    hi: {
      email: {
        subject: 'बुकिंग {#orderNumber#} का भुगतान',
        body: 'नमस्ते {#firstName#},\n\nबुकिंग {#orderNumber#} के लिए {#amount#} मिल गए हैं। धन्यवाद।\n\nNexora',
      },
      inApp: { subject: 'भुगतान मिला', body: 'ऑर्डर {#orderNumber#} के लिए {#amount#} मिल गए हैं।' },
    },
  }),
  ...worded('payment.failed', {
    en: {
      email: {
        subject: 'Payment for booking {#orderNumber#} failed',
        body: 'Dear {#firstName#},\n\nThe payment of {#amount#} for booking {#orderNumber#} failed. You can try again in the app: {#bookingLink#}\n\nNexora',
      },
      sms: {
        dltId: '1107161234567890341',
        body: 'Nexora: the payment of {#amount#} for order {#orderNumber#} failed. Try again: {#link#}',
      },
      inApp: {
        subject: 'Payment failed',
        body: 'The payment of {#amount#} for order {#orderNumber#} failed. You can try again.',
      },
    },
    hi: {
      email: {
        subject: 'बुकिंग {#orderNumber#} का भुगतान नहीं हुआ',
        body: 'नमस्ते {#firstName#},\n\nबुकिंग {#orderNumber#} के लिए {#amount#} का भुगतान नहीं हो पाया। आप ऐप में फिर से कोशिश कर सकते हैं: {#bookingLink#}\n\nNexora',
      },
      sms: {
        dltId: '1107161234567890342',
        body: 'Nexora: ऑर्डर {#orderNumber#} के लिए {#amount#} का भुगतान नहीं हो पाया। फिर कोशिश करें: {#link#}',
      },
      inApp: {
        subject: 'भुगतान नहीं हुआ',
        body: 'ऑर्डर {#orderNumber#} के लिए {#amount#} का भुगतान नहीं हो पाया। फिर कोशिश करें।',
      },
    },
  }),
  ...worded('payment.refunded', {
    en: {
      email: {
        subject: 'Refund for booking {#orderNumber#}',
        body: 'Dear {#firstName#},\n\n{#amount#} for booking {#orderNumber#} has been refunded. It reaches you by the way you paid.\n\nNexora',
      },
      sms: {
        dltId: '1107161234567890351',
        body: 'Nexora: {#amount#} for order {#orderNumber#} has been refunded.',
      },
      inApp: { subject: 'Refunded', body: '{#amount#} for order {#orderNumber#} has been refunded.' },
    },
    hi: {
      email: {
        subject: 'बुकिंग {#orderNumber#} का रिफंड',
        body: 'नमस्ते {#firstName#},\n\nबुकिंग {#orderNumber#} के लिए {#amount#} वापस कर दिए गए हैं। जिस तरह आपने भुगतान किया था, उसी तरह मिलेंगे।\n\nNexora',
      },
      sms: {
        dltId: '1107161234567890352',
        body: 'Nexora: ऑर्डर {#orderNumber#} के लिए {#amount#} वापस कर दिए गए हैं।',
      },
      inApp: { subject: 'रिफंड हो गया', body: 'ऑर्डर {#orderNumber#} के लिए {#amount#} वापस कर दिए गए हैं।' },
    },
  }),
  ...worded('offer.announced', {
    en: {
      email: {
        subject: '{#offer#}',
        body: 'Dear {#firstName#},\n\n{#offer#}: {#offerLink#}\n\nYou receive this because you agreed to hear of offers; you can take that back in the app.\n\nNexora',
      },
      sms: { dltId: '1107161234567890361', body: 'Nexora: {#offer#}. See {#link#}' },
      inApp: { subject: 'An offer', body: '{#offer#}.' },
    },
    hi: {
      email: {
        subject: '{#offer#}',
        body: 'नमस्ते {#firstName#},\n\n{#offer#}: {#offerLink#}\n\nयह आपको इसलिए मिला क्योंकि आपने ऑफर सुनने की सहमति दी थी; आप उसे ऐप में वापस ले सकते हैं।\n\nNexora',
      },
      sms: { dltId: '1107161234567890362', body: 'Nexora: {#offer#}। देखें: {#link#}' },
      inApp: { subject: 'एक ऑफर', body: '{#offer#}।' },
    },
  }),
];
