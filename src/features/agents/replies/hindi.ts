import type { Phrasebook } from './phrasebook.js';

export const hindi: Phrasebook = {
  greeting: (name) => `नमस्ते${name ? ` ${name}` : ''}! घर का कौन सा काम करवाना है, और कब?`,
  whatICanDo:
    'मैं सही सेवा ढूँढ सकता हूँ, कीमत और खाली समय बता सकता हूँ, विज़िट बुक कर सकता हूँ, आपकी बुकिंग दिखा सकता हूँ और रद्द कर सकता हूँ।',
  outOfScope: 'यह मेरे काम से बाहर है। मैं घर की सेवाओं में मदद कर सकता हूँ।',
  unclear: 'मैं यह ठीक से समझ नहीं पाया।',
  thanks: 'कोई बात नहीं!',
  notYet: (topic) => `${topic} मैं अभी इस चैट में नहीं कर सकता।`,
  safety:
    'अगर किसी को खतरा है तो पहले वहाँ से बाहर निकलें: 112 पर फ़ोन करें, गैस रिसाव के लिए 1906। कोई स्विच चालू या बंद न करें।',

  askService: 'आपको कौन सी सेवा चाहिए?',
  askWhichService: 'इनमें से कौन सी चाहिए?',
  askServiceInCategory: (category) => `${category} में क्या करवाना है?`,
  askVariant: (service) => `${service} किस तरह की?`,
  askPincode: 'जगह का पिनकोड क्या है?',
  unknownPincode: (pincode) => `${pincode} में हम अभी नहीं आते। कोई दूसरा पिनकोड?`,
  notServedThere: (service, pincode) => `${pincode} में ${service} अभी उपलब्ध नहीं है।`,
  askAddress: (pincode, city) => `${city} ${pincode} में पता क्या है: मकान या फ़्लैट नंबर और गली?`,
  askDate: 'किस दिन?',
  askTime: (day) => `${day} कितने बजे?`,
  askSlot: (asked) => `${asked} का समय भर चुका है। सबसे पास के खाली समय ये हैं:`,
  tooSoon: (asked) => `${asked} बहुत जल्दी है, कोई पहुँच नहीं पाएगा। ये समय खाली हैं:`,
  past: (asked) => `${asked} निकल चुका है। ये समय खाली हैं:`,
  beyondHorizon: (days) => `मैं ${days} दिन आगे तक बुक कर सकता हूँ। उसमें कौन सा दिन?`,
  offGrid: (asked) => `विज़िट सुबह 8 से शाम 7:30 तक पूरे या आधे घंटे पर होती है, ${asked} नहीं। ये खाली हैं:`,
  noSlots: (day) => `${day} कुछ खाली नहीं है। अगले खाली समय ये हैं:`,
  noSlotsAtAll: 'माफ़ कीजिए, अगले कुछ दिन कोई खाली नहीं है। कोई दूसरी सेवा या जगह?',
  tooLong: 'इतना काम एक विज़िट में नहीं हो पाएगा। कृपया दो विज़िट बुक करें।',

  propose: ({ service, variant, quantity, when, address, beforeTax, tax, total, isRounded }) =>
    `${service} (${variant})${quantity > 1 ? ` × ${quantity}` : ''}\n${when}\n${address}\n` +
    `${beforeTax} + ${tax} जीएसटी = कुल ${total}${isRounded ? ' (पूर्णांक)' : ''}, काम के बाद नकद।\nबुक कर दूँ?`,
  booked: ({ orderNumber, service, when, total, startCode }) =>
    `बुक हो गया: ${service}, ${when}, ${total}। ऑर्डर ${orderNumber}। कारीगर आए तो स्टार्ट कोड ${startCode} बताइए।`,
  alreadyBooked: (orderNumber) => `यह पहले से बुक है, ऑर्डर ${orderNumber}।`,
  notBooked: 'ठीक है, कुछ बुक नहीं किया। क्या बदलना है: सेवा, दिन, समय या पता?',
  askAgain: 'कर दूँ? हाँ या नहीं कहिए, या बताइए क्या बदलना है।',
  dropped: 'ठीक है, छोड़ दिया। कुछ बुक नहीं हुआ।',
  nothingOpen: 'अभी हाँ या नहीं के लिए कुछ रुका नहीं है।',
  backToOther: 'अब उस बुकिंग पर वापस जो शुरू की थी। आगे बढ़ाऊँ?',
  proposalExpired: 'काफ़ी देर हो गई थी, इसलिए मैंने फिर से देखा।',
  duesBeside: (amount) => `कीमत के अलावा पिछली बुकिंग का ${amount} शुल्क भी लिया जाएगा।`,
  priceChanged: 'इस बीच कीमत बदल गई है; नई कीमत यह है।',
  slotJustTaken: 'यह समय अभी-अभी किसी ने ले लिया। सबसे पास के खाली समय ये हैं:',
  signInToBook: ({ service, when, price }) =>
    `${service}, ${when}: समय खाली है, कीमत टैक्स से पहले ${price}। बुक करने के लिए साइन इन या रजिस्टर कीजिए; यह बातचीत आपके साथ रहेगी।`,
  signInForBookings: 'अपनी बुकिंग देखने या बदलने के लिए कृपया साइन इन कीजिए।',
  keyMayNot: (scope) =>
    `आप जिस ऐप का उपयोग कर रहे हैं, उसे इसकी अनुमति नहीं है: उसकी API कुंजी में ${scope} अधिकार नहीं है। कुछ बदला नहीं गया।`,

  price: ({ service, pincode, from }) => `${pincode} में ${service} ${from} से शुरू है:`,
  priceLine: ({ variant, price, minutes }) => `• ${variant}: ${price}, लगभग ${minutes} मिनट`,
  beforeTaxNote: 'जीएसटी और सुविधा शुल्क अलग; बुक करने से पहले पूरी कीमत दिखेगी।',
  availability: ({ service, day, times }) => `${service} ${day}: ${times}।`,
  offerBooking: 'बुक कर दूँ? समय बताइए।',
  about: ({ service, description, warrantyDays }) =>
    `${service}: ${description}${warrantyDays > 0 ? ` ${warrantyDays} दिन की वारंटी।` : ''}`,

  noBookings: 'आपकी अभी कोई बुकिंग नहीं है।',
  bookings: (lines) => `आपकी बुकिंग:\n${lines.join('\n')}`,
  visit: ({ orderNumber, service, when, status }) => `${orderNumber}: ${service}, ${when}, ${status}`,
  askWhichBooking: 'कौन सी बुकिंग?',
  noSuchBooking: 'यह बुकिंग आपकी बुकिंग में नहीं मिली।',
  nothingToCancel: 'आपकी कोई ऐसी बुकिंग नहीं है जो रद्द हो सके।',
  proposeCancel: ({ orderNumber, service, when, fee, refund }) =>
    `${orderNumber} रद्द करना है: ${service}, ${when}?\n${fee ? `अभी रद्द करने पर ${fee} लगेंगे।` : 'अभी रद्द करना मुफ़्त है।'}` +
    `${refund ? ` ${refund} उसी तरीके से वापस आएँगे जिससे भुगतान किया था।` : ''} रद्द कर दूँ?`,
  cancelled: ({ orderNumber, fee, refund }) =>
    `${orderNumber} रद्द हो गया। ${fee ? `शुल्क ${fee} है।` : 'कोई शुल्क नहीं।'}${refund ? ` ${refund} उसी तरीके से वापस आएँगे जिससे भुगतान किया था।` : ''}`,
  notCancelled: 'ठीक है, बुकिंग बनी रहेगी।',
  feeChanged: 'इस बीच रद्द करने का शुल्क बदल गया है; अब यह है।',
  refused: (reason) => `यह नहीं हो पाया: ${reason}`,

  suggestions: {
    book: 'सेवा बुक करनी है',
    price: 'एसी रिपेयर कितने का है?',
    myBookings: 'मेरी बुकिंग दिखाओ',
    yes: 'हाँ, बुक कर दो',
    no: 'नहीं',
    otherTime: 'दूसरा समय',
  },
  statuses: {
    pending: 'भुगतान बाकी',
    confirmed: 'पक्की',
    in_progress: 'काम चल रहा है',
    completed: 'पूरी',
    cancelled: 'रद्द',
    no_show: 'छूट गई',
    expired: 'समाप्त',
  },
  topics: {
    complaint: 'शिकायत का काम',
    payment_issue: 'भुगतान की दिक्कत का काम',
    refund_request: 'रिफ़ंड का काम',
    policy_inquiry: 'नियमों के सवाल का काम',
    account_management: 'खाता बदलने का काम',
    feedback: 'फ़ीडबैक का काम',
    reschedule: 'बुकिंग आगे बढ़ाने का काम',
    modify: 'बुकिंग बदलने का काम',
  },
  today: 'आज',
  tomorrow: 'कल',
  locale: 'hi-IN',
};
