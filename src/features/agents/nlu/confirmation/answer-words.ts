/**
 * What a word or phrase does in an answer to "shall I?".
 * yes: agrees. fine: approves or merely acknowledges (ok, theek hai). act: tells to go ahead. no: refuses.
 * na: coaxes after a yes ("kar do na"), refuses otherwise. nahi: refuses when alone, negates beside another word. not: only negates. stop: refuses and drops the matter.
 * cancel: to cancel, a yes or a no by what was proposed; move: likewise for rescheduling.
 * assure: "no problem", agrees. soothe: "never you mind", says nothing. unsure, question: no answer.
 * but: a condition follows. change: something is to be different. want: so it is, if it says what. thanks: says nothing. filler: not counted.
 */
export type Role =
  | 'yes'
  | 'fine'
  | 'act'
  | 'no'
  | 'na'
  | 'nahi'
  | 'not'
  | 'stop'
  | 'cancel'
  | 'move'
  | 'assure'
  | 'soothe'
  | 'unsure'
  | 'question'
  | 'but'
  | 'change'
  | 'want'
  | 'thanks'
  | 'filler';

const PHRASES: Readonly<Record<Role, string>> = {
  yes: `yes | yeah | yea | yep | yup | yess | ya | y | yah | aye | absolutely | definitely | certainly | of course | ofcourse | affirmative
    | sure | sure thing | for sure | agree | agreed | i agree | correct | that's correct | thats correct | that is correct | i do | yes i do | i will
    | haan | haa | ha | han | hn | haanji | hanji | ji haan | ji ha | ji han | jee haan | haan ji | haa ji | ji bilkul | bilkul | zaroor | zarur | jarur | pakka | hao | hanjee
    | हां | हा | हां जी | जी हां | जी हा | जी | बिलकुल | बिल्कुल | जरूर | पक्का | हा जी | सहमत | 👍 | ✅ | ✔ | 👌 | 🆗 | 💯`,
  fine: `ok | okay | okey | okie | oky | k | kk | fine | that's fine | thats fine | alright | all right | cool | great | perfect | brilliant | awesome | amazing | excellent | lovely | wonderful | super | that's great | thats great | that's good | that's brilliant | that's perfect | good | sounds good
    | looks good | that's right | thats right | that is right | right | that works | works | works for me | that works for me | that would work | that will work | would work | will work | it's fine | its fine | it is fine | it is ok | it's ok | fine with me | ok with me | fine by me | i think so
    | suits me | all good | good to go | done
    | theek hai | thik hai | theek h | thik h | theek | thik | tik hai | tikh hai | theek he | sahi hai | sahi h | sahi | badhiya | badiya | chalega | chalegi | chal jayega | manzoor hai | manzoor | acha hai | accha hai | chalo | chalo theek hai
    | ठीक है | ठीक | सही है | सही | चलेगा | चलेगी | मंजूर है | बढिया | ओके | अच्छा है | चलो`,
  act: `go ahead | goahead | go for it | proceed | please proceed | carry on | do it | do that | please do | please do it | let's do it | lets do it | do so | confirm | confirmed | i confirm | confirm it | confirm that | confirm kar do
    | book | book it | book that | book this | book now | place the order | schedule it | make the booking | lock it | finalise it | finalize it | submit | accept | accepted | i accept
    | kar do | kardo | kr do | krdo | kar de | karde | kr de | kar dijiye | kar dijie | kardijiye | kar dena | kr dena | kijiye | kariye | karo | kro | kar lo | karlo | karwa do | karwado | karva do | krwa do | karao | ho jaye | ho jane do | karna hai | karwana hai | krna hai
    | book kar do | book kardo | book karo | book kro | book kr do | book karwa do | book kar dijiye | pakka karo | pakka kar do | confirm karo | confirm kardo | confirm kr do | confirm kar dijiye | bhej do | bhejo | bhej dijiye | bula lo | laga do
    | कर दो | कर दीजिए | कर दीजिये | कर दें | करो | करें | कीजिए | कर लो | करवा दो | करवा दीजिए | बुक कर दो | बुक करो | बुक कर दीजिए | बुक करें | कन्फर्म करो | कन्फर्म कर दो | पक्का कर दो | भेज दो | हो जाए | करना है`,
  no: `no | nope | nah | nay | noo | n | negative | no thanks | no thank you | no thankyou | nope thanks | not really | i don't think so | i dont think so | don't think so | i don't thing so | never | no way | no way jose | disagree | i disagree
    | incorrect | wrong | that's wrong | thats wrong | that's incorrect | it's wrong | galat | galat hai | na ji | ना जी | गलत है | गलत | bilkul nahi | bilkul nhi | bilkul bhi nahi | बिलकुल नहीं | बिल्कुल नहीं | असहमत | 👎 | ❌ | 🚫 | ✖ | 🙅 | ऐसा नहीं लगता`,
  na: `na | ना`,
  nahi: `nahi | nahin | nhi | nai | nahee | nahi ji | ji nahi | नहीं | नही | जी नहीं | नहीं जी | नइ`,
  not: `not | don't | dont | do not | didn't | doesn't | doesnt | isn't | isnt | won't | wont | can't | cant | cannot | wouldn't | shouldn't | mat | मत | without | never ever`,
  stop: `stop | stop it | abort | quit | exit | never mind | nevermind | nvm | forget it | forget about it | leave it | leave that | drop it | skip it | not now | not right now | not interested | not needed | no need | not required | don't want | dont want | do not want | i don't want it | i don't want | changed my mind | i changed my mind | call it off | later | maybe later
    | rehne do | rahne do | rehnedo | rehne dijiye | rehne dijie | rehne de | rhne do | chhodo | chodo | chhod do | chod do | chhoddo | choddo | jane do | jaane do | band karo | band kar do | mat karo | mat kro | mat kar | mat karna | mat kijiye | mat kariye | mat karwao | mat bhejo | nahi chahiye | nahi chaiye | nhi chahiye | nahi karna | nahi karna hai | nhi krna | nahi karwana | nahi karwana hai | nhi karwana | nahi karo | nahi karoge | nahi kar | mat book karo | book mat karo | book nahi karna | confirm mat karo | zaroorat nahi | jarurat nahi | zarurat nahi hai | koi zaroorat nahi | abhi nahi | aaj nahi karna | baad mein | baad me | phir kabhi | fir kabhi | bas karo | ruk jao | nahi chalega | nhi chalega | nahi jamega | nahi hoga | mana hai | iccha nahi
    | रहने दो | रहने दीजिए | छोडो | छोड दो | छोड दीजिए | जाने दो | बंद करो | मत करो | मत करना | मत कीजिए | नहीं चाहिए | नही चाहिए | नहीं करना | नहीं करना है | नहीं करवाना | नहीं करो | जरूरत नहीं | जरूरत नहीं है | अभी नहीं | बाद में | नहीं चलेगा | रुक जाओ`,
  cancel: `cancel | cancel it | cancel that | cancel this | cancel the booking | cancel my booking | cancel booking | cancel the order | cancel kar do | cancel kardo | cancel karo | cancel kro | cancel kr do | cancel kar dijiye | cancel karna hai | cancel kar de | cancelled | radd karo | radd kar do
    | रद्द करो | रद्द कर दो | रद्द कर दीजिए | कैंसल कर दो | कैंसिल कर दो | कैंसल करो | कैंसिल करो | कैंसिल | कैंसल`,
  move: `reschedule | reschedule it | reschedule that | reschedule kar do | reschedule karo | move it | shift it | postpone it | shift kar do | badal do | बदल दो`,
  assure: `no problem | no problems | no prob | no issue | no issues | no objection | no objections | not a problem | not an issue | without any problem | no doubt | np | no problem at all | no issues at all
    | koi problem nahi | koi problem nahi hai | koi dikkat nahi | koi dikkat nahi hai | koi issue nahi | koi issue nahi hai | koi pareshani nahi | dikkat nahi hai | problem nahi hai
    | कोई दिक्कत नहीं | कोई दिक्कत नहीं है | कोई परेशानी नहीं | कोई समस्या नहीं`,
  soothe: `no worries | don't worry | dont worry | koi baat nahi | koi baat nahin | koi bat nahi | koi baat nhi | कोई बात नहीं | chinta mat karo | chinta nahi`,
  unsure: `not sure | i'm not sure | im not sure | i am not sure | not so sure | unsure | maybe | may be | perhaps | possibly | probably | don't know | dont know | i don't know | i dont know | idk | dunno | no idea | let me think | let me check | let me ask | i'll think | i will think | thinking | i'll check | i'll see | we'll see | depends | if | only if | unless | agar | yadi | whatever | might | not yet | hold on | hang on | wait | one sec | one second | one minute | just a minute | just a sec | give me a minute
    | shayad | pata nahi | pata nhi | malum nahi | maloom nahi | sochta hun | sochti hun | soch ke batata hun | soch kar batata hun | soch ke batati hun | sochne do | soch lu | dekhta hun | dekhte hain | dekhti hun | puch ke batata hun | batata hun | batati hun | ruko | rukiye | ruk | thehro | ek minute | ek min
    | शायद | पता नहीं | मालूम नहीं | सोचता हूं | सोचती हूं | सोचकर बताता हूं | सोच के बताता हूं | देखते हैं | रुको | रुकिए | अगर | एक मिनट`,
  question: `? | what | what's | whats | why | why not | how | how much | when | where | which | who | whose | can you | could you | can i | could i | can we | do you | does it | is it | is there | are there | are you | will you | will it | would it | did i | did you | shall i | should i | what if | how about | what about
    | kya | kyu | kyun | kyon | kaise | kese | kab | kahan | kaha | kitna | kitne | kitni | kaun | kaunsa | konsa | kaunsi | kisne | kiska
    | क्या | क्यों | क्यूं | कैसे | कब | कहां | कितना | कितने | कितनी | कौन | कौनसा | किसका`,
  but: `but | however | except | although | though | par | lekin | magar | pr | पर | लेकिन | मगर | किंतु | bas | only | sirf | बस | सिर्फ`,
  change: `make it | make that | change | change it | change that | change to | instead | rather | switch | switch to | actually | also | and also | add | plus | remove | along with | update | different | another | other | else | badlo | badal | ki jagah | ke badle | jagah | bhi | dusra | doosra | jod do | hata do | nahi balki | balki | matlab
    | बदलो | बदल | की जगह | के बदले | भी | दूसरा | जोड दो | हटा दो | बल्कि`,
  want: `want | i want | want to | i want to | i would like | i'd like | i would like to | i'd like to | need | i need | need to | prefer | i'd prefer | i would prefer | like
    | chahiye | chaiye | chahie | mujhe | mujhko | hamein | humein | चाहिए | मुझे | हमें`,
  thanks: `thanks | thank you | thankyou | thx | ty | much appreciated | appreciate it | appreciated | dhanyavad | dhanyawad | shukriya | धन्यवाद | शुक्रिया | bye | goodbye | 🙏`,
  filler: `please | pls | plz | plss | kindly | ji | jii | jee | bhai | bhaiya | yaar | yar | sir | madam | mam | ma'am | boss | dear | dost | just | now | right now | abhi | jaldi | jaldi se | quickly | asap | immediately | turant | then | so | well | oh | ohh | hmm | hm | mm | um | uh | ah | arre | are | arey | achha | acha | accha | to | toh | the | a | an | it | that | this | these | that one | this one | is | it's | its | that's | thats | was | am | i'm | im | i | you | me | my | we | us | for me | for | and | aur | hi | hai | h | he | hun | hoon | hu | hain | of | with | all | very | really | totally | completely | again | said | i said | i already said | told you | i mean | mean | i think | think | guess | i guess | would | will | can | do | be | booking | bookings | the booking | appointment | service | slot | visit | order | visit | request | wala | isko | ise | use | usko | yeh | ye | woh | wo | yahi | wahi | meri | mera | mere | taraf se | se | ko | ka | ki | ke | mein | main | maine | kaha | kaha tha | kaha na | tha | liye | mere liye | sab | kuch | aap | tum | karne | raha | rahi | lagta | lagta hai | aisa | kaam | lag | laga | lagi | say | says | jayega | ho
    | है | हैं | हूं | तो | जी हूं | भाई | भैया | यार | अभी | जल्दी | जल्दी से | प्लीज | कृपया | यह | ये | वह | वो | यही | वही | इसे | इसको | उसे | को | का | की | के | में | मैं | मैने | मैंने | कहा | कहा था | था | थी | और | मेरे | मेरा | मेरी | लिए | आप | अरे | अच्छा | बुकिंग | ही | लगता | लगता है | ऐसा | काम | जाएगा | करूंगा | करूंगी | से`,
};

/** Folds a word for look-up: a doubled last letter ("yess", "okk", "nahii") counts once. */
export function foldAnswerWord(word: string): string {
  return word.replace(/([a-z])\1+$/, '$1');
}

const roles = new Map<string, Role>();
let longest = 1;
for (const [role, phrases] of Object.entries(PHRASES) as [Role, string][]) {
  for (const phrase of phrases.split('|')) {
    const words = phrase.trim().split(/\s+/).map(foldAnswerWord);
    longest = Math.max(longest, words.length);
    const key = words.join(' ');
    if (!roles.has(key)) roles.set(key, role);
  }
}

/** The longest known phrase at the start of these folded words, with how many of them it takes. */
export function phraseAt(words: readonly string[]): { role: Role; length: number } | null {
  for (let length = Math.min(longest, words.length); length > 0; length -= 1) {
    const role = roles.get(words.slice(0, length).join(' '));
    if (role !== undefined) return { role, length };
  }
  return null;
}
