import { worded } from './wording.js';
import type { NoticeText } from './wording.js';

/** What becomes of a booking. */
export const bookingTexts: readonly NoticeText[] = [
  ...worded('booking.confirmed', {
    en: {
      email: {
        subject: 'Booking {#orderNumber#} is confirmed',
        body: 'Dear {#firstName#},\n\n{#service#} is booked for {#slot#}.\nTotal, tax included: {#total#}.\nYour order number is {#orderNumber#}.\n\nYou can reschedule or cancel in the app.\n\nNexora',
      },
      sms: {
        dltId: '1107161234567890101',
        body: 'Nexora: {#service#} is booked for {#slot#}. Order {#orderNumber#}, total {#total#}.',
      },
      inApp: {
        subject: 'Booking confirmed',
        body: '{#service#} on {#slot#}. Order {#orderNumber#}, total {#total#}.',
      },
    },
    hi: {
      email: {
        subject: 'बुकिंग {#orderNumber#} पक्की हो गई है',
        body: 'नमस्ते {#firstName#},\n\n{#service#} की बुकिंग {#slot#} के लिए पक्की हो गई है।\nकुल राशि, कर सहित: {#total#}।\nआपका ऑर्डर नंबर {#orderNumber#} है।\n\nआप ऐप में समय बदल सकते हैं या बुकिंग रद्द कर सकते हैं।\n\nNexora',
      },
      sms: {
        dltId: '1107161234567890102',
        body: 'Nexora: {#service#} की बुकिंग {#slot#} के लिए पक्की है। ऑर्डर {#orderNumber#}, कुल {#total#}।',
      },
      inApp: { subject: 'बुकिंग पक्की', body: '{#service#}, {#slot#}। ऑर्डर {#orderNumber#}, कुल {#total#}।' },
    },
  }),
  ...worded('booking.cancelled', {
    en: {
      email: {
        subject: 'Booking {#orderNumber#} is cancelled',
        body: 'Dear {#firstName#},\n\nBooking {#orderNumber#} is cancelled.\nCancellation fee: {#fee#}.\nRefund: {#refund#}.\n\nNexora',
      },
      sms: {
        dltId: '1107161234567890201',
        body: 'Nexora: order {#orderNumber#} is cancelled. Fee {#fee#}, refund {#refund#}.',
      },
      inApp: {
        subject: 'Booking cancelled',
        body: 'Order {#orderNumber#} is cancelled. Fee {#fee#}, refund {#refund#}.',
      },
    },
    hi: {
      email: {
        subject: 'बुकिंग {#orderNumber#} रद्द हो गई है',
        body: 'नमस्ते {#firstName#},\n\nबुकिंग {#orderNumber#} रद्द हो गई है।\nरद्द करने का शुल्क: {#fee#}।\nवापसी: {#refund#}।\n\nNexora',
      },
      sms: {
        dltId: '1107161234567890202',
        body: 'Nexora: ऑर्डर {#orderNumber#} रद्द हो गया है। शुल्क {#fee#}, वापसी {#refund#}।',
      },
      inApp: {
        subject: 'बुकिंग रद्द',
        body: 'ऑर्डर {#orderNumber#} रद्द हो गया है। शुल्क {#fee#}, वापसी {#refund#}।',
      },
    },
  }),
  ...worded('booking.cancelled_by_us', {
    en: {
      email: {
        subject: 'We had to cancel booking {#orderNumber#}',
        body: 'Dear {#firstName#},\n\nWe are sorry: booking {#orderNumber#} had to be cancelled, through no fault of yours.\nRefund: {#refund#}.\nFor the trouble we have put {#credit#} into your wallet.\n\nNexora',
      },
      sms: {
        dltId: '1107161234567890203',
        body: 'Nexora: sorry, order {#orderNumber#} had to be cancelled. Refund {#refund#}, and {#credit#} in your wallet for the trouble.',
      },
      inApp: {
        subject: 'We had to cancel',
        body: 'Sorry, order {#orderNumber#} had to be cancelled. Refund {#refund#}, and {#credit#} in your wallet for the trouble.',
      },
    },
    hi: {
      email: {
        subject: 'हमें बुकिंग {#orderNumber#} रद्द करनी पड़ी',
        body: 'नमस्ते {#firstName#},\n\nहमें खेद है: बुकिंग {#orderNumber#} रद्द करनी पड़ी, इसमें आपकी कोई गलती नहीं।\nवापसी: {#refund#}।\nपरेशानी के लिए हमने {#credit#} आपके वॉलेट में डाले हैं।\n\nNexora',
      },
      sms: {
        dltId: '1107161234567890204',
        body: 'Nexora: खेद है, ऑर्डर {#orderNumber#} रद्द करना पड़ा। वापसी {#refund#}, और परेशानी के लिए {#credit#} आपके वॉलेट में।',
      },
      inApp: {
        subject: 'हमें रद्द करना पड़ा',
        body: 'खेद है, ऑर्डर {#orderNumber#} रद्द करना पड़ा। वापसी {#refund#}, और परेशानी के लिए {#credit#} आपके वॉलेट में।',
      },
    },
  }),
  ...worded('booking.provider_assigned', {
    en: {
      inApp: {
        subject: 'Your expert',
        body: '{#providerName#} comes for {#service#} on {#slot#}. Order {#orderNumber#}.',
      },
    },
    hi: {
      inApp: {
        subject: 'आपके विशेषज्ञ',
        body: '{#service#} के लिए {#providerName#} {#slot#} को आएंगे। ऑर्डर {#orderNumber#}।',
      },
    },
  }),
  ...worded('booking.rescheduled', {
    en: {
      email: {
        subject: 'Booking {#orderNumber#} has a new time',
        body: 'Dear {#firstName#},\n\n{#service#} has moved to {#slot#}.\nYour order number is {#orderNumber#}.\n\nNexora',
      },
      sms: {
        dltId: '1107161234567890221',
        body: 'Nexora: order {#orderNumber#} for {#service#} has moved to {#slot#}.',
      },
      inApp: { subject: 'New time', body: '{#service#} has moved to {#slot#}. Order {#orderNumber#}.' },
    },
    hi: {
      email: {
        subject: 'बुकिंग {#orderNumber#} का नया समय',
        body: 'नमस्ते {#firstName#},\n\n{#service#} का नया समय {#slot#} है।\nआपका ऑर्डर नंबर {#orderNumber#} है।\n\nNexora',
      },
      sms: {
        dltId: '1107161234567890222',
        body: 'Nexora: ऑर्डर {#orderNumber#} ({#service#}) का नया समय {#slot#} है।',
      },
      inApp: { subject: 'नया समय', body: '{#service#} का नया समय {#slot#} है। ऑर्डर {#orderNumber#}।' },
    },
  }),
  ...worded('booking.reschedule_proposed', {
    en: {
      email: {
        subject: 'Another time for booking {#orderNumber#}?',
        body: 'Dear {#firstName#},\n\nYour expert cannot come as agreed and proposes {#proposedSlot#} for {#service#}.\nPlease accept or decline: {#answerLink#}\n\nWithout an answer within two hours the booking is cancelled free of charge.\n\nNexora',
      },
      sms: {
        dltId: '1107161234567890231',
        body: 'Nexora: your expert proposes {#proposedSlot#} for order {#orderNumber#}. Accept or decline within 2 hours: {#link#}',
      },
      inApp: {
        subject: 'Another time?',
        body: 'Your expert proposes {#proposedSlot#} for {#service#}. Please accept or decline within two hours. Order {#orderNumber#}.',
      },
    },
    hi: {
      email: {
        subject: 'बुकिंग {#orderNumber#} के लिए दूसरा समय?',
        body: 'नमस्ते {#firstName#},\n\nआपके विशेषज्ञ तय समय पर नहीं आ सकते और {#service#} के लिए {#proposedSlot#} का प्रस्ताव देते हैं।\nकृपया स्वीकार या अस्वीकार करें: {#answerLink#}\n\nदो घंटे में जवाब न मिलने पर बुकिंग बिना शुल्क रद्द हो जाएगी।\n\nNexora',
      },
      sms: {
        dltId: '1107161234567890232',
        body: 'Nexora: ऑर्डर {#orderNumber#} के लिए विशेषज्ञ {#proposedSlot#} का प्रस्ताव देते हैं। 2 घंटे में जवाब दें: {#link#}',
      },
      inApp: {
        subject: 'दूसरा समय?',
        body: '{#service#} के लिए {#proposedSlot#} का प्रस्ताव है। कृपया दो घंटे में जवाब दें। ऑर्डर {#orderNumber#}।',
      },
    },
  }),
  ...worded('booking.no_show', {
    en: {
      email: {
        subject: 'Booking {#orderNumber#} did not take place',
        body: 'Dear {#firstName#},\n\n{#service#} on {#slot#} did not take place: one side was not there. What it means for your payment stands in the app: {#bookingLink#}\n\nNexora',
      },
      sms: {
        dltId: '1107161234567890241',
        body: 'Nexora: order {#orderNumber#} on {#slot#} did not take place. See {#link#}',
      },
      inApp: {
        subject: 'Visit missed',
        body: '{#service#} on {#slot#} did not take place. Order {#orderNumber#}.',
      },
    },
    hi: {
      email: {
        subject: 'बुकिंग {#orderNumber#} नहीं हो पाई',
        body: 'नमस्ते {#firstName#},\n\n{#slot#} को {#service#} नहीं हो पाई: एक पक्ष मौजूद नहीं था। भुगतान का हिसाब ऐप में है: {#bookingLink#}\n\nNexora',
      },
      sms: {
        dltId: '1107161234567890242',
        body: 'Nexora: ऑर्डर {#orderNumber#} ({#slot#}) नहीं हो पाया। देखें: {#link#}',
      },
      inApp: { subject: 'मुलाकात नहीं हुई', body: '{#slot#} को {#service#} नहीं हो पाई। ऑर्डर {#orderNumber#}।' },
    },
  }),
  ...worded('booking.payment_expired', {
    en: {
      email: {
        subject: 'Booking {#orderNumber#} has lapsed',
        body: 'Dear {#firstName#},\n\n{#service#} on {#slot#} was not paid in time, so the time was given back. You can book again in the app.\n\nNexora',
      },
      inApp: {
        subject: 'Booking lapsed',
        body: '{#service#} on {#slot#} was not paid in time. Order {#orderNumber#}.',
      },
    },
    hi: {
      email: {
        subject: 'बुकिंग {#orderNumber#} समाप्त हो गई',
        body: 'नमस्ते {#firstName#},\n\n{#slot#} की {#service#} का भुगतान समय पर नहीं हुआ, इसलिए समय वापस दे दिया गया। आप ऐप में फिर से बुक कर सकते हैं।\n\nNexora',
      },
      inApp: {
        subject: 'बुकिंग समाप्त',
        body: '{#slot#} की {#service#} का भुगतान समय पर नहीं हुआ। ऑर्डर {#orderNumber#}।',
      },
    },
  }),
  ...worded('booking.unplaced', {
    en: {
      email: {
        subject: 'We have nobody yet for booking {#orderNumber#}',
        body: 'Dear {#firstName#},\n\nNobody is free yet for {#service#} on {#slot#}. You can choose another time, let us look more widely, or cancel free of charge: {#bookingLink#}\n\nNexora',
      },
      sms: {
        dltId: '1107161234567890261',
        body: 'Nexora: nobody is free yet for order {#orderNumber#} on {#slot#}. Choose another time or cancel free of charge: {#link#}',
      },
      inApp: {
        subject: 'Nobody is free yet',
        body: 'Nobody is free yet for {#service#} on {#slot#}. Choose another time or cancel free of charge. Order {#orderNumber#}.',
      },
    },
    hi: {
      email: {
        subject: 'बुकिंग {#orderNumber#} के लिए अभी कोई नहीं मिला',
        body: 'नमस्ते {#firstName#},\n\n{#slot#} को {#service#} के लिए अभी कोई खाली नहीं है। आप दूसरा समय चुन सकते हैं, हमें और खोजने दे सकते हैं, या बिना शुल्क रद्द कर सकते हैं: {#bookingLink#}\n\nNexora',
      },
      sms: {
        dltId: '1107161234567890262',
        body: 'Nexora: ऑर्डर {#orderNumber#} ({#slot#}) के लिए अभी कोई खाली नहीं है। दूसरा समय चुनें या बिना शुल्क रद्द करें: {#link#}',
      },
      inApp: {
        subject: 'अभी कोई खाली नहीं',
        body: '{#slot#} को {#service#} के लिए अभी कोई खाली नहीं है। दूसरा समय चुनें या बिना शुल्क रद्द करें। ऑर्डर {#orderNumber#}।',
      },
    },
  }),
];
