/**
 * Words that hint at what a customer wants, grouped by meaning across English, Hindi and Hinglish. Spellings may be
 * phrases; they are matched after folding to sound keys and stems, so inflections need not be listed.
 */
export const CUE_WORDS: Readonly<Record<string, string>> = {
  cancel:
    'cancel, cancellation, call off, drop, scrap, abort, delete booking, radd, rad, nirast, mana kar, mat bhejo, mat bhejna, mat aana, do not come, dont come, not to come, dont send, dont need, no longer, not required, not needed, nahi chahiye, zaroorat nahi, कैंसिल, रद्द, निरस्त, मना कर, मत भेजना, मत आना, नहीं चाहिए, जरूरत नहीं',
  move: 'reschedule, postpone, prepone, push, delay, bring forward, put off, another time, different time, different slot, other day, another day, later date, aage badha, aage kar, khiska, taal do, ki jagah, reschedule kar, रीशेड्यूल, आगे बढ़ा, आगे कर, खिसका, टाल, की जगह',
  change:
    'change, update, modify, edit, alter, correct, switch, badal, badalna, badlo, badlav, बदल, बदलना, बदलो, बदलाव, अपडेट, एडिट',
  addto:
    'add, include, increase, upgrade, jod, jodna, shamil, add kar, जोड़, जोड़ना, शामिल, extra item, one more, ek aur, एक और',
  instruct:
    'instruction, instructions, note, tell him, tell the, ask him, ask them, call before, bolo, bolna, unko bolna, नोट, निर्देश, कहना, बोलना',
  show: 'show, list, display, view, see, dikhao, dikha, dekhna, dekhni, दिखाओ, दिखा, देखना, देखनी, history, itihas, इतिहास, सूची, pull up',
  all: 'all, saare, sabhi, saari, past, previous, old, upcoming, purani, purane, pichle, pichli, aane wali, सारे, सारी, सभी, पुरानी, पुराने, पिछले, आने वाली, आगामी',
  status:
    'status, confirmed, confirm, confirmation, assigned, accepted, pending, pakki, pakka, sthiti, update on, स्टेटस, स्थिति, कन्फर्म, पक्की, पक्का, पेंडिंग',
  mybooking:
    'my booking, my bookings, my order, my orders, my appointment, my appointments, meri booking, mera order, mere order, meri appointment, mera appointment, मेरी बुकिंग, मेरा ऑर्डर, मेरे ऑर्डर, मेरी अपॉइंटमेंट, मेरा अपॉइंटमेंट, latest booking, the booking, the order, booking wali, wali booking, वाली बुकिंग',
  book: 'book, booking, schedule, appointment, arrange, hire, book kar, बुक, बुकिंग, अपॉइंटमेंट, अपॉइंटमेंट चाहिए, set up',
  want: 'want, need, looking for, require, would like, get me, send, chahiye, karwana, karwani, karwane, karana, bhejo, bhej do, lagwana, lagwani, zaroorat, चाहिए, करवाना, करवानी, भेजो, भेज दो, भेजिए, लगवाना, लगवानी, जरूरत, please do, can someone come, someone to, theek karwa',
  where:
    'where, kahan, kaha, kidhar, location, track, tracking, live, map, कहां, कहाँ, किधर, लोकेशन, ट्रैक, whereabouts, how far, kitna door, कितनी दूर',
  arrive:
    'arrive, arrived, arrival, reach, reached, on the way, left, eta, near, minutes away, pahuncha, pahunche, pahunchega, pahunchne, nikla, nikle, raste mein, aa raha, kab tak aayega, kitni der, पहुंचा, पहुंचेगा, पहुंचने, निकला, रास्ते, आ रहा, कब आएगा, कितनी देर में आएगा, gets here, get here',
  waiting:
    'waiting, still not here, not arrived, not come, nobody has come, no one has come, no one is here, abhi tak nahi aaya, koi nahi aaya, ab tak nahi aaya, wait kar, intezar, इंतजार, अभी तक नहीं आया, कोई नहीं आया, अब तक नहीं आया',
  agent:
    'technician, plumber, electrician, worker, beautician, cleaner, guy, staff, person, banda, mistri, partner, he, him, wo, तकनीशियन, प्लंबर, मिस्त्री, आदमी, painter, movers',
  price:
    'price, prices, cost, costs, charge, charges, rate, rates, fee, how much, quote, quotation, estimate, expensive, cheap, cheapest, kitna lagega, kitne ka, kitne ki, kitna loge, kitne paise, kharcha, kharch, daam, kimat, keemat, mehnga, sasta, bhaav, रेट, दाम, कीमत, चार्ज, कितना लगेगा, कितने का, कितने की, कितने पैसे, खर्चा, महंगा, सस्ता, price list, rate list',
  offer: 'discount, offer, offers, coupon, promo, deal, chhoot, छूट, ऑफर, कूपन, डिस्काउंट',
  available:
    'available, availability, slot, slots, free, open, opening, earliest, serviceable, serve, khali, khule, uplabdh, milega, mil jayega, aa sakte, aate ho, dete ho, उपलब्ध, स्लॉट, खाली, खुले, मिलेगा, आ सकते, आते हो, देते हो, how soon, when can you, kab aa sakte, कब आ सकते',
  area: 'area, pincode, pin code, location, city, locality, ilaka, shahar, mere yahan, इलाके, पिनकोड, शहर, हमारे यहां, in my area',
  include:
    'include, included, includes, cover, covered, covers, what do you do, what all, difference, compare, package, details of, explain, tell me about, tell me more, how is, how long does, how long will, what kind, what types, do you do, do you clean, do you repair, do you install, do you offer, do you use, do you bring, do you provide, products, brands, recommend, kya kya, kya hota, shamil, farak, antar, ke bare mein, jankari, kaunsa, kaun kaun, karte ho, laate ho, क्या क्या, क्या होता, शामिल, फर्क, अंतर, के बारे में, जानकारी, कौन सा, कौन सी, कौन कौन, करते हो, विवरण',
  policy:
    'policy, policies, rule, rules, terms and conditions, terms of service, conditions, niyam, shartein, पॉलिसी, नियम, शर्तें, privacy, liability',
  warranty:
    'warranty, guarantee, insurance, insured, compensation, penalty, warranty kitne, वारंटी, गारंटी, बीमा, मुआवजा, जुर्माना',
  whatif:
    'what if, what happens, do i have to, do i need to pay, is there a charge, is there a fee, is there any charge, is there any fee, will i be charged, for free, free mein, kya hoga, lagega kya, katenge, katega, to kya hoga, तो क्या होगा, लगेगा क्या, कटेंगे, मुफ्त',
  refund:
    'refund, refunded, money back, pay me back, return my money, reimburse, reimbursement, wapas, vapas, lautao, lauta do, lautaoge, paisa wapas, रिफंड, वापस, लौटाओ, लौटा, credit the amount back, give back',
  pay: 'payment, pay, paid, paying, transaction, upi, card, checkout, invoice, bill, gpay, paytm, phonepe, net banking, wallet payment, bhugtan, pay kar, पेमेंट, भुगतान, यूपीआई, कार्ड, बिल, ट्रांजैक्शन, google pay, payment link',
  deducted:
    'deducted, debited, charged twice, double payment, twice, overcharged, extra charge, wrong amount, declined, failed, stuck, not going through, kat gaye, kat gaya, kata, kaate, do baar, zyada, fail, atak, phas gaye, कट गए, कटे, काटा, दो बार, ज्यादा, फेल, अटक, money gone',
  money: 'money, amount, rupees, paisa, paise, rupaye, पैसा, पैसे, रुपये, balance, cash',
  account:
    'account, profile, password, login, log in, sign in, sign out, logout, log out, log me out, email, phone number, mobile number, my name, address, language, notification, notifications, otp, register, khata, pata, bhasha, naam, अकाउंट, खाता, प्रोफाइल, पासवर्ड, लॉगिन, लॉगआउट, ईमेल, पता, भाषा, नाम, नोटिफिकेशन, मोबाइल नंबर, फोन नंबर, my data, unsubscribe',
  wallet: 'wallet, referral code, वॉलेट, balance, रेफरल',
  complain:
    'complaint, complain, complaints, grievance, report an issue, shikayat, escalate, manager, ticket, शिकायत, मैनेजर, टिकट',
  blame:
    'bad, worst, terrible, horrible, pathetic, was rude, were rude, is rude, so rude, very rude, too rude, extremely rude, rude to, rude with, rude behaviour, rude behavior, misbehaved, unprofessional, useless, poor service, poor work, poor quality, poor job, very poor, poor workmanship, unhappy, not happy, not satisfied, disappointed, disgusting, careless, incomplete, half done, ruined, spoiled, damaged my, broke my, scratched, stole, stolen, missing, drunk, late again, did not show up, didnt show up, never came, never showed up, nobody turned up, no one turned up, nobody came, no one came, same problem again, still not working, came back, again after, not resolved, cheated, fraud, bekar, ghatiya, kharab kar di, kharab kar diya, badtameezi, adhura, chori, gaali, tod diya, bura, aaya hi nahi, der se aaya, late aaya, khush nahi, santusht nahi, phir se wahi, dubara, wapas aa gaye, theek se nahi, बेकार, घटिया, बदतमीजी, अधूरा, चोरी, गाली, तोड़ दिया, बुरा, आया ही नहीं, देर से आया, खुश नहीं, संतुष्ट नहीं, फिर से वही, दोबारा, खराब कर दी, ठीक से नहीं, shoddy, awful, disaster, ke baad bhi, ke baad aur, abhi bhi, after the repair, after your technician, after the service, after service, after your repair, chhod diya, chhod diye, छोड़ दिए, छोड़ दिया, के बाद भी, के बाद और, अभी भी, kharonch, खरोंच, wrong, got a rash, demanded extra',
  praise:
    'great, excellent, awesome, amazing, fantastic, perfect, superb, wonderful, loved, love, happy, satisfied, impressed, polite, friendly, professional, nice, good job, great job, well done, good work, thank you for, best, keep it up, badhiya, badiya, accha tha, acchi thi, accha laga, mast, zabardast, kamaal, shabash, khush hu, खुश हूं, santusht hu, bahut accha, bahut acchi, maza, vasool, tareef, बढ़िया, अच्छा था, अच्छी थी, अच्छा लगा, मस्त, जबरदस्त, कमाल, शाबाश, मजा, वसूल, तारीफ, बहुत अच्छा, बहुत अच्छी, brilliant, recommend you',
  rate: 'feedback, review, rating, rate my, rate the, star, stars, suggestion, appreciate, सुझाव, फीडबैक, रेटिंग, स्टार, समीक्षा, sujhav',
  greet:
    'hi, hello, hey, good morning, good evening, good afternoon, namaste, namaskar, how are you, kaise ho, kya haal, ram ram, pranam, bye, goodbye, thanks, thank you, shukriya, dhanyavad, नमस्ते, नमस्कार, हेलो, हाय, कैसे हो, क्या हाल, प्रणाम, धन्यवाद, शुक्रिया, अलविदा, see you, good night',
  company:
    'customer care, customer support, support, human, real person, agent, company, bot, working hours, contact, app, website, partner, franchise, verified, background check, trained, job, membership, help, kaun ho, madad, insaan, कस्टमर केयर, इंसान, एजेंट, कंपनी, मदद, ऐप, बॉट, कौन हो, who are you, how does it work, how does this work, which cities, what is nexora, nexora, नेक्सोरा, talk to someone, speak to',
  trade:
    'buy, purchase, sell, rent a, on rent, for rent, kharidna, kharidni, bechna, bechni, kiraye pe, खरीदना, खरीदनी, बेचना, किराए पर',
  time: 'time, timing, timings, date, day, slot, samay, tareekh, din, तारीख, समय, टाइम, टाइमिंग, दिन, स्लॉट, hour, hours, later, earlier, tomorrow, today, evening, morning, afternoon, monday, tuesday, wednesday, thursday, friday, saturday, sunday, kal, parso, aaj, shaam, subah, baje, कल, परसों, आज, शाम, सुबह, बजे, next week, agle hafte, somvar, shanivar, ravivar, weekend, तारीख',
  when: 'when, what time, which day, kab, kitne baje, kis din, कब, कितने बजे, किस दिन',
  human:
    'talk to a human, talk to a person, real person, human agent, talk to someone, speak to someone, customer care, customer support, insaan se baat, agent se baat, kisi se baat, इंसान से बात, एजेंट से बात, connect me to, customer service',
  foreign:
    'book a table, table for two, reserve a table, weather, pizza, match, flight, train, movie, joke, song, music, news, recipe, cricket, score, restaurant, hotel, loan, stock market, share price, share market, bitcoin, dollar, euro, gold rate, petrol, sone ka bhav, sona, सोने का भाव, डॉलर, doctor, medicine, horoscope, homework, poem, code, python, translate, capital, president, prime minister, election, game, alarm, reminder, timer, playlist, traffic, navigate, exchange rate, calories, exercise, rain, moon, planet, lyrics, shayari, cab to, square root, exam, college, lawyer, ticket to, tickets, groceries, burger, biryani, mausam, gaana, chutkula, khabar, samachar, rashifal, naukri, kavita, kahani sunao, barish, मौसम, पिज्जा, मैच, फ्लाइट, ट्रेन, फिल्म, चुटकुला, गाना, समाचार, क्रिकेट, होटल, लोन, डॉक्टर, दवाई, कविता, कहानी सुनाओ, नौकरी, बारिश, अलार्म, चुनाव, credit card, bank balance, text my, who won, who is, who wrote, meaning of',
};
