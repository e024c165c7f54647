import type { BandTimes, PolicyPhrases } from './policy-phrases.js';
import { hoursOf, percent, rupees } from './policy-figures.js';

const causes: Readonly<Record<string, string>> = { provider_no_show: 'विशेषज्ञ नहीं आते' };

function band({ upTo, over }: BandTimes): string {
  if (upTo === null && over === null) return 'शुरू होने से पहले कभी भी';
  if (upTo === null) return `शुरू होने से ${over} मिनट से ज़्यादा पहले`;
  if (over === null) return `शुरू होने से ${upTo} मिनट या उससे कम पहले`;
  return `शुरू होने से ${upTo} मिनट से लेकर ${over} मिनट से ज़रा ज़्यादा पहले तक`;
}

/** The policies in plain Hindi. */
export const hindiPhrases: PolicyPhrases = {
  titles: {
    cancellation: 'बुकिंग रद्द करना',
    reschedule: 'बुकिंग का समय बदलना',
    warranty: 'वारंटी और दोबारा काम',
    compensation: 'जब हम वादा न निभा पाएँ',
  },
  headings: {
    counting: 'समय कैसे गिना जाता है',
    fees: 'रद्द करने का शुल्क',
    grace: 'बुकिंग के तुरंत बाद की छूट',
    noShow: 'जब आप मौजूद न हों',
    waivers: 'शुल्क कब नहीं लगता',
    weCancel: 'जब हम रद्द करें',
    freeMoves: 'मुफ़्त समय-बदलाव',
    laterMoves: 'मुफ़्त बदलावों के बाद',
    lateMoves: 'देर से समय बदलना',
    afterLateMove: 'देर से बदलने के बाद रद्द करना',
    providerAsks: 'जब विशेषज्ञ समय बदलना चाहें',
    warranty: 'वारंटी कितने दिन की है',
    rework: 'अगर दोबारा काम से भी बात न बने',
    broken: 'आपको क्या मिलेगा',
  },
  free: 'मुफ़्त',
  share: ({ percentBps, capPaise }, of) =>
    `${of === 'services' ? 'सेवा मूल्य' : 'विज़िट शुल्क'} का ${percent(percentBps)}, ज़्यादा से ज़्यादा ${rupees(capPaise)}`,
  counting: (edge) =>
    `बचा हुआ समय उस पल से गिना जाता है जब आपका अनुरोध हमारे सर्वर को मिलता है, आपके स्लॉट के शुरू होने तक, सेकंड तक सही।${edge === null ? '' : ` ठीक ${edge} मिनट पहले होने पर शुल्क वाला समय शुरू हो चुका होता है; ${edge} मिनट और एक सेकंड पहले नहीं।`}`,
  band,
  cells: ({ unassigned, assigned, enRoute }) =>
    unassigned === assigned
      ? `विशेषज्ञ के निकलने तक: ${assigned}; विशेषज्ञ के रास्ते में होने पर: ${enRoute}।`
      : `जब तक कोई विशेषज्ञ तय न हो: ${unassigned}; विशेषज्ञ तय होने पर: ${assigned}; विशेषज्ञ के रास्ते में होने पर: ${enRoute}।`,
  moveCells: ({ unassigned, assigned }) =>
    unassigned === assigned
      ? `${assigned}।`
      : `जब तक कोई विशेषज्ञ तय न हो: ${unassigned}; विशेषज्ञ तय होने पर: ${assigned}।`,
  serviceValue: 'सेवा मूल्य आपकी चुनी सेवाओं का जोड़ है, कर, सर्ज और सुविधा शुल्क से पहले।',
  grace: (minutes) =>
    minutes === 0
      ? 'बुकिंग के बाद अलग से कोई छूट का समय नहीं है।'
      : `बुकिंग करने के ${minutes} मिनट के भीतर आप बिना शुल्क रद्द कर सकते हैं, बशर्ते विशेषज्ञ निकल न चुके हों।`,
  waiting: ({ minutes, attempts }) =>
    `अगर विशेषज्ञ पहुँचकर ${minutes} मिनट इंतज़ार करें और ${attempts} बार आपसे संपर्क की कोशिश करें, तो विज़िट "अनुपस्थित" मानकर बंद कर दी जाती है।`,
  noShow: ({ share, feePaise, visitChargePaise }) =>
    feePaise === 0
      ? 'इसका कोई शुल्क नहीं लगता।'
      : `शुल्क ${rupees(visitChargePaise)} के विज़िट शुल्क का ${percent(share.percentBps)} है, और कभी ${rupees(share.capPaise)} से ज़्यादा नहीं: ${rupees(feePaise)}।`,
  waivers: (late) =>
    `कोई शुल्क नहीं लगता जब विशेषज्ञ ${late} मिनट से ज़्यादा देर से हों, आपकी सहमति के बिना विशेषज्ञ बदले गए हों, सुरक्षा की कोई चिंता दर्ज हो, या हमारे कर्मचारी कारण बताकर शुल्क माफ़ करें।`,
  symmetry:
    'अगर विशेषज्ञ या Nexora रद्द करे, तो आपका पूरा भुगतान लौटाया जाता है, और उस समय रद्द करने पर जो शुल्क आप देते, वह भी आपको मिलता है। यह उपभोक्ता संरक्षण (ई-कॉमर्स) नियमों के अनुसार है।',
  noSymmetry: 'अगर विशेषज्ञ या Nexora रद्द करे, तो आपका पूरा भुगतान लौटाया जाता है।',
  cancellationSummary: ({ freeOverMinutes, capPaise, enRouteCapPaise }) =>
    `${freeOverMinutes === null ? 'सामान्य शुल्क लागू हैं' : `शुरू होने से ${freeOverMinutes} मिनट से ज़्यादा पहले मुफ़्त, बशर्ते टीम निकल न चुकी हो, उसके बाद सामान्य शुल्क`}: ज़्यादा से ज़्यादा ${rupees(capPaise)}, या टीम के रास्ते में होने पर ${rupees(enRouteCapPaise)}।`,
  freeMoves: ({ count, overMinutes, withinDays }) =>
    count === 0
      ? `समय बदलना मुफ़्त नहीं है, ${overMinutes} मिनट से ज़्यादा बचे होने पर भी।`
      : `आप ${count} बार बिना शुल्क समय बदल सकते हैं, बशर्ते शुरू होने में ${overMinutes} मिनट से ज़्यादा बचे हों और नई तारीख़ मूल तारीख़ के ${withinDays} दिनों के भीतर हो।`,
  laterMoves: (feePaise) => `उसके बाद का, और उससे दूर की तारीख़ का, हर बदलाव ${rupees(feePaise)} का है।`,
  lateMoves: ({ overMinutes, feePaise }) =>
    `जब शुरू होने में ${overMinutes} मिनट या उससे कम बचे हों, तो समय बदलने का शुल्क वही है जो उस पल रद्द करने का होता, और मुफ़्त बदलाव ख़त्म हो जाने पर कम से कम ${rupees(feePaise)}:`,
  afterLateMove: (hours) =>
    `देर से समय बदलने के बाद ${hours} घंटों तक, रद्द करने पर इन दोनों में से बड़ी रक़म लगती है: बदलते समय पुराने स्लॉट का शुल्क, और अभी का शुल्क।`,
  consent: (minutes) =>
    `विशेषज्ञ दूसरा समय सुझा सकते हैं, पर उसे केवल आप स्वीकार कर सकते हैं। अगर आप मना करें या ${hoursOf(minutes, 'घंटों', 'मिनट')} के भीतर जवाब न दें, तो बुकिंग प्लेटफ़ॉर्म की ओर से रद्द मानी जाती है।`,
  warranty: (days) =>
    `वारंटी के दिन हर सेवा के साथ दिखाए जाते हैं; जहाँ न दिखाए गए हों, वहाँ काम पूरा होने से ${days} दिन। इस बीच वही ख़राबी लौटे तो विशेषज्ञ बिना शुल्क दोबारा आते हैं।`,
  reworks: (most) => `${most} बार दोबारा काम के बाद भी ख़राबी रहे, तो आपका पैसा लौटाया जाता है।`,
  compensation: ({ cause, share, creditPaise, visitChargePaise }) =>
    `अगर ${causes[cause] ?? cause.replaceAll('_', ' ')}, तो आपका पूरा भुगतान लौटाया जाता है और ${rupees(visitChargePaise)} के विज़िट शुल्क का ${percent(share.percentBps)}, ज़्यादा से ज़्यादा ${rupees(share.capPaise)}, आपको मिलता है: ${rupees(creditPaise)}।`,
};
