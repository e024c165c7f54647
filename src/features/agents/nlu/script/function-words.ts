const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Hindi words in Latin letters that no English sentence holds, in the spellings people type. */
export const HINGLISH_WORDS = words(`
  hai hain hei hoon hu hun tha thi thhe hoga hogi honge hota hoti hote raha rahi rahe rha rhi rhe gaya gya gayi gyi gaye
  chahiye chahie chaiye chahye chaahiye chaiey karwana karvana krwana karwani karwane karana karwao karwa krwa krvana
  karna krna karni karne karo kro kariye karein krdo kardo kijiye kijie krke karke karunga karungi kar kr
  nahi nahin nhi nai nahii mujhe mujhko muje mujhse mera meri mere hamara hamari hamare humein hume hamein
  aap aapka aapki aapke apka apki apke aapko tum tumhara tera teri uska uski unka iska iski inka
  kya kyu kyun kyon kyunki kab kahan kaha kaise kese kaun kaunsa konsa kitna kitne kitni kis kisi kuch kuchh koi
  aur ya lekin magar phir fir toh bhi hi se ka ki ke ko mein mai wala wali wale waala waali vala
  kal parso parson aaj abhi subah dopahar dopeher shaam sham raat baje bje tareekh tarikh
  somvar somwar mangalvar mangalwar budhvar budhwar guruvar guruwar shukravar shukrawar shanivar shaniwar ravivar raviwar itwar itvar
  agle agla agli pichle pichla baad pehle pahle tak liye saath sath bina jaldi
  haan haa haanji hanji ji theek thik thek accha acha achha sahi bilkul zaroor zarur chalo chalega chalegi
  kharab khrab thanda garam paani pani bijli safai saaf ghar kamra pankha kaam paisa paise rupaye rupay sasta mehnga mehenga
  batao bataiye bata btao dijiye dijie dena dedo lena lelo milega milegi mil bhej bhejo bhejiye aayega ayega aaya aana jana jao
  gaadi bhai bhaiya yaar namaste namaskar dhanyavad dhanyawad shukriya madad kripya rehne chhodo chodo matlab sirf bahut bohot bhut
  ek chaar paanch saat aath nau gyarah barah doosra dusra teesra tisra pehla pahla
`);

/** Short words that say nothing about the language when alone: Hindi speakers use them as freely. */
export const NEUTRAL_WORDS = words(`
  ok okay okk k kk yes no y n hmm hm please pls plz thanks thank hi hello hey bye sir madam am pm done sure confirm cancel
  book booking service ac fridge tv
`);

/** English function words and the verbs a request is built of. */
export const ENGLISH_WORDS = words(`
  the a an is are was were be been am i you he she it we they my your his her our their me us them this that these those
  of for with from at on in by about into to and or but so if when where what which who why how
  do does did have has had can could will would should shall may might must not don't dont can't cant isn't won't
  want need like get make there here any some all just also then than please tomorrow today morning evening afternoon
  next first second last one fix repair clean come came send tell show give charge cost much many
`);
