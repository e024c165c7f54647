/** Words, names and runs of keys that passwords are made of most, in lower case. */
const words = `
  aaaa aakash aarav abcd abcde abcdef abcdefg abhi abhishek access action adidas adrian aditya admin administrator
  airtel ajay akash alex alexander alexis alpha amanda amazon amigos amit amitabh amma ananya andrea andrew angel
  angela angels animal anil anita anjali ankit anthony anurag apple arjun arsenal arun asdf asdfg asdfgh asha ashish
  ashley ashok austin awesome baby babygirl badboy banana bangalore barcelona baseball basketball batman beautiful
  bharat bhavya bigboss blessed blessing bollywood brandon brother butterfly captain carlos chandan change charlie
  cheese chelsea chennai chicken chocolate chris christian cookie cricket crystal dabang daddy dallas daniel darling
  david deepak deepika delhi destiny dhoni diamond dinesh divya dolphin dragon eagle elephant elizabeth emmanuel
  family fashion father ferrari flower football forever freedom friend friends ganapati ganesh gateway gaurav
  george ginger golden google govind gujarat guitar hanuman happy hari harley harry harsh hello heaven hunter
  hyderabad iloveu iloveyou india indian internet jaanu jackson jaguar jasmine jasper jayesh jennifer jessica jesus
  jordan joseph joshua junior justin karan karthik kavita killer kiran kitty kolkata komal krishna kumar lakshmi
  laptop legend letmein liverpool london login lovely lover lucky madhav madison maggie mahesh manchester manish
  manoj master matrix matthew maverick mercedes michael michelle mickey mobile mohit monkey monster mother mumbai
  murali mustang naruto natasha naveen neha nicole nikhil ninja nirvana nokia number omsairam orange pandey passion
  passw0rd password patel patrick peaches pepper pokemon pooja prabhu pradeep prakash pranav prasad praveen preeti
  princess priya priyanka puneet purple qazwsx qwer qwert qwerty rachel radha rahul rainbow raj raja rajan
  rajesh raju rakesh ram ramesh ranger ravi reliance richard ricky robert rohan rohit root royal sachin saibaba
  sairam salman samsung sandeep sanjay santosh sarita sathya saurabh scorpion secret server shadow shahrukh shanti
  sharma shiva shivani shreya shyam silver simran singh sister smile snoopy soccer sonali sonia sourav spider
  spiderman srinivas starwars steven sumit summer sunita sunny sunshine superman suraj suresh sushil sweety swati
  system tanvi teacher tejas temp test tester thomas thunder tiger tigger trustno tushar united user vandana varun
  venkat victoria vijay vikas vikram vinay vinod virat virus vishal vivek welcome whatever william winner winter
  wonder xbox yamaha yash yellow yoga yogesh zaq zxcv zxcvb zxcvbn zxcvbnm
`
  .trim()
  .split(/\s+/);

/** What is put behind them. */
const endings = `
  0 00 007 01 1 10 100 101 108 11 111 11111 12 121 123 1234 12345 123456 1234567 12345678 123456789 13 143 1985 1986
  1987 1988 1989 1990 1991 1992 1993 1994 1995 1996 1997 1998 1999 2 2000 2001 2002 2003 2004 2005 2010 2015 2018
  2019 2020 2021 2022 2023 2024 2025 2026 21 22 23 24 3 321 4 420 45 5 55 555 69 7 77 777 786 8 88 9 99 999
`
  .trim()
  .split(/\s+/);

/** Whether a password, in lower case, is such a word with such an ending: what is tried right after the lists. */
export function isWordAndEnding(password: string): boolean {
  const [, word, ending] = /^(.*?\D)(\d+)$/.exec(password) ?? [];
  return word !== undefined && ending !== undefined && knownWords.has(word) && knownEndings.has(ending);
}

const knownWords: ReadonlySet<string> = new Set(words);
const knownEndings: ReadonlySet<string> = new Set(endings);

/** How many passwords of at least so many characters that is. */
export function countWordsAndEndings(shortest: number): number {
  return [...knownWords].reduce(
    (sum, word) => sum + [...knownEndings].filter(({ length }) => word.length + length >= shortest).length,
    0,
  );
}
