import { readTimes } from './read-times.js';
import type { TimeOptions, TimeReading } from './read-times.js';

/** Saturday 21 November 2026, 10:30 in India. */
const at: TimeOptions = { now: new Date('2026-11-21T05:00:00Z'), zone: 'Asia/Kolkata' };

const hm = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

const short = (on: string): string => on.replace(/^2026-/, '');

/** One line for a reading: day of 2026, clock (! tells which half of the day, ~ about), window, instant; "-" for nothing. */
function line({ date, dateRange, time, window, instant }: TimeReading): string {
  const parts = [
    date && short(date.on),
    dateRange && `${short(dateRange.fromOn)}..${short(dateRange.beforeOn)}`,
    time && `${hm(time.minuteOfDay)}${time.explicitMeridiem ? '!' : ''}${time.isApproximate ? '~' : ''}`,
    window && `[${hm(window.fromMinute)},${hm(window.toMinute)})${window.name ? ` ${window.name}` : ''}`,
    instant && `at ${short(instant.on)} ${hm(instant.minuteOfDay)}`,
  ];
  return parts.filter(Boolean).join(' ') || '-';
}

const table = (text: string): [string, string][] =>
  text
    .trim()
    .split('\n')
    .map((row) => row.split('|').map((cell) => cell.trim()))
    .map(([said = '', meant = '']) => [said, meant]);

const ENGLISH = table(`
  today | 11-21
  tomorrow | 11-22
  Tomorrow at 11 | 11-22 11:00
  tomorrow 11 | 11-22 11:00
  tomorrow at 11am | 11-22 11:00!
  tommorow 4 pm | 11-22 16:00!
  tmrw 10 am | 11-22 10:00!
  day after tomorrow | 11-23
  the day after tomorrow at 5 | 11-23 17:00
  today evening | 11-21 [17:00,20:00) evening
  this evening | 11-21 [17:00,20:00) evening
  tonight | 11-21 [19:00,22:00) night
  tomorrow morning | 11-22 [08:00,12:00) morning
  tomorrow morning at 9 | 11-22 09:00!
  tomorrow evening at 6 | 11-22 18:00!
  5 in the evening | 17:00!
  at 10 in the morning on wednesday | 11-25 10:00!
  sunday | 11-22
  on monday at 3 | 11-23 15:00
  coming friday | 11-27
  this Sunday | 11-22
  this saturday | 11-21
  next Monday | 11-23
  next Sunday evening | 11-29 [17:00,20:00) evening
  next tuesday 2 pm | 11-24 14:00!
  monday next week | 11-23
  wed | 11-25
  thurs 2pm | 11-26 14:00!
  Sun 22 Nov, 11:00 am | 11-22 11:00!
  sat 3pm | 11-28 15:00!
  15th | 12-15
  the 25th | 11-25
  on the 15th at 4pm | 12-15 16:00!
  25 dec | 12-25
  dec 25 | 12-25
  25th december | 12-25
  december 25th, 2026 | 12-25
  15 aug 2027 | 2027-08-15
  15/08/2027 | 2027-08-15
  12/12 | 12-12
  12/12/2026 at 4 | 12-12 16:00
  2026-12-01 | 12-01
  2026-12-01 10:30 | 12-01 10:30
  first of december | 12-01
  5th of next month | 12-05
  sunday 23rd | 11-23
  monday 30th | 11-30
  in 3 days | 11-24
  3 days later | 11-24
  in a week | 11-28
  a week from tuesday | 12-01
  two weeks from friday | 12-11
  this weekend | 11-21..11-23
  next week | 11-23..11-30
  after sunday | 11-23..11-30
  before friday | 11-21..11-27
  by tuesday | 11-21..11-25
  yesterday | 11-20
  asap | 11-21
  5pm | 17:00!
  5 pm | 17:00!
  5 p.m. | 17:00!
  5.30 pm | 17:30!
  5:30 pm | 17:30!
  17:30 | 17:30!
  1730 hrs | 17:30!
  at 11 | 11:00
  at 7:30 | 19:30
  at 18 45 | 18:45!
  12:30 | 12:30
  1 pm | 13:00!
  half past four | 16:30
  quarter to 5 | 16:45
  quarter past 10 | 10:15
  ten past five | 17:10
  ten to five pm | 16:50!
  20 min past eight in the evening | 20:20!
  tomorrow at five thirty | 11-22 17:30
  4ish | 16:00~
  around 3 | 15:00~
  around 3 pm | 15:00!~
  about 4 tomorrow | 11-22 16:00~
  noon | 12:00!
  tomorrow noon | 11-22 12:00!
  11 o'clock | 11:00
  4 o clock | 16:00
  9 tomorrow | 11-22 09:00
  tomorrow 2 ACs | 11-22
  10 people tomorrow at 5 | 11-22 17:00
  10:30 to 11:30 am | [10:30,11:30)
  5/12 | 12-05
  12 am | 00:00!
  sofa cleaning for 5 seater at 5 | 17:00
  between 2 and 4 | [14:00,16:00)
  between 10 and 1 | [10:00,13:00)
  from 9am to 12 | [09:00,12:00)
  from 2 to 4 pm tomorrow | 11-22 [14:00,16:00)
  2-4 pm | [14:00,16:00)
  8 to 10 pm | [20:00,22:00)
  5-6 pm tomorrow | 11-22 [17:00,18:00)
  after 5 | [17:00,20:00)
  after 5 pm | [17:00,20:00)
  any time after 3pm on monday | 11-23 [15:00,20:00)
  after 6 in the evening | [18:00,20:00) evening
  morning after 10 | [10:00,12:00) morning
  before noon | [08:00,12:00)
  before 11 | [08:00,11:00)
  by 6 | [08:00,18:00)
  till 6 pm | [08:00,18:00)
  5 pm onwards | [17:00,20:00)
  later than 6 | [18:00,20:00)
  before evening | [08:00,17:00)
  in two hours | at 11-21 12:30
  in 2 hours | at 11-21 12:30
  after 3 hours | at 11-21 13:30
  in half an hour | at 11-21 11:00
  half an hour from now | at 11-21 11:00
  in 10 minutes | at 11-21 10:40
  an hour from now | at 11-21 11:30
  not tomorrow, sunday at 4 | 11-22 16:00
  at 4, sorry, 5 pm | 17:00!
  monday instead of sunday | 11-23
  my AC is not cooling, can someone come tomorrow at 11am? | 11-22 11:00!
  i have 2 ACs for service on 5th at 4 | 12-05 16:00
  2nd floor, 5th main, tomorrow 5pm | 11-22 17:00!
  call me at 9876543210 tomorrow 10am | 11-22 10:00!
`);

const HINGLISH = table(`
  kal | 11-22
  kl | 11-22
  aaj | 11-21
  parso | 11-23
  parson | 11-23
  kal subah 10 baje | 11-22 10:00!
  kl subh 9 bje | 11-22 09:00!
  kal subah | 11-22 [08:00,12:00) morning
  aaj shaam | 11-21 [17:00,20:00) evening
  aaj sham 6 baje | 11-21 18:00!
  parson shaam ko | 11-23 [17:00,20:00) evening
  parso dopeher ko | 11-23 [12:00,17:00) afternoon
  dopahar 2 baje | 14:00!
  shaam 5 baje | 17:00!
  raat 8 baje | 20:00!
  raat 12 baje | 00:00!
  dopahar 12 baje | 12:00!
  subah saade das baje | 10:30!
  sadhe paanch baje | 17:30
  sava gyarah | 11:15
  sawa dus baje | 10:15
  paune barah | 11:45
  paune 5 baje | 16:45
  dedh baje | 13:30
  dhai baje | 14:30
  dopahar dhai baje | 14:30!
  saat tees baje | 19:30
  aath bajkar 20 minute | 08:20
  10 baje subah | 10:00!
  8:30 baje raat ko | 20:30!
  12 baje | 12:00
  5 baje | 17:00
  do baje | 14:00
  kal 11 | 11-22 11:00
  kal 5 | 11-22 17:00
  kal 11 ko | 11-22 11:00
  somvar ko | 11-23
  agle somvaar 11 bje | 11-23 11:00
  agle ravivar | 11-29
  is shanivaar | 11-21
  itvar ko shaam 4 baje | 11-22 16:00!
  mangal ko | 11-24
  budh ko shaam | 11-25 [17:00,20:00) evening
  mangalvar dopahar 3 baje | 11-24 15:00!
  15 ko | 12-15
  15 tarikh | 12-15
  pandrah tarikh ko | 12-15
  24 november ko shaam 4 baje | 11-24 16:00!
  26 january ko | 2027-01-26
  agle mahine 5 tarikh | 12-05
  3 din baad | 11-24
  do din baad | 11-23
  aaj se 3 din baad | 11-24
  kal dopahar ek baje | 11-22 13:00!
  monday ko evening me 6 | 11-23 18:00!
  aaj 4 baje ke liye plumber bhejo | 11-21 16:00
  4-5 baje | [16:00,17:00)
  7 se pehle | [08:00,19:00)
  kal 3 fan | 11-22
  2 din mein | 11-23
  ek hafte baad | 11-28
  agle hafte | 11-23..11-30
  2 ghante baad | at 11-21 12:30
  do ghante mein | at 11-21 12:30
  dedh ghante baad | at 11-21 12:00
  aadhe ghante mein | at 11-21 11:00
  dhai ghante baad | at 11-21 13:00
  kal 2 se 4 ke beech | 11-22 [14:00,16:00)
  11 aur 12 ke beech kal | 11-22 [11:00,12:00)
  subah 10 se 12 ke beech | [10:00,12:00) morning
  5 baje se 7 baje tak | [17:00,19:00)
  5 baje ke baad | [17:00,20:00)
  shaam ko 5 ke baad | [17:00,20:00) evening
  5 baje se pehle | [08:00,17:00)
  kal 5 baje tak | 11-22 [08:00,17:00)
  dopahar ke baad | [15:00,20:00)
  11 baje ke aas paas | 11:00~
  karib 3 baje | 15:00~
  lagbhag 4 baje | 16:00~
  kal nahi parso | 11-23
  4 baje nahi 5 baje | 17:00
  kal ki jagah parso | 11-23
  haan par 4 baje | 16:00
  mujhe kal subah 10 baje AC service chahiye 560001 | 11-22 10:00!
  kal 2 baje 3 seater sofa ki safai | 11-22 14:00
  NX-4F7K2M9Q ko kal 5 baje kar do | 11-22 17:00
`);

const HINDI = table(`
  आज | 11-21
  कल | 11-22
  परसों | 11-23
  कल दोपहर 2 बजे | 11-22 14:00!
  परसों शाम को | 11-23 [17:00,20:00) evening
  अगले सोमवार सुबह 11 बजे | 11-23 11:00!
  आज शाम साढ़े पाँच बजे | 11-21 17:30!
  कल सुबह १० बजे | 11-22 10:00!
  पौने पाँच बजे | 16:45
  सवा दस बजे | 10:15
  ढाई बजे | 14:30
  डेढ़ बजे | 13:30
  रात आठ बजे | 20:00!
  शाम के आठ बजकर 20 मिनट | 20:20!
  सोमवार को | 11-23
  इस रविवार | 11-22
  शनिवार को सुबह | 11-28 [08:00,12:00) morning
  15 तारीख को | 12-15
  २५ दिसंबर को | 12-25
  दो अगस्त | 2027-08-02
  दो घंटे बाद | at 11-21 12:30
  आधे घंटे में | at 11-21 11:00
  तीन दिन बाद | 11-24
  अगले हफ्ते | 11-23..11-30
  कल शाम 4 से 6 के बीच | 11-22 [16:00,18:00) evening
  5 बजे के बाद | [17:00,20:00)
  12 बजे से पहले | [08:00,12:00)
  कल नहीं परसों | 11-23
  11 के आसपास | 11:00~
  बुधवार को दोपहर 3 बजे | 11-25 15:00!
  मुझे कल 4 बजे प्लंबर चाहिए | 11-22 16:00
`);

const NO_TIME = `
  560001
  pin 560 001
  500 rs
  rs 500
  ₹499
  ₹1,299
  499 rupaye
  do hazaar rupaye
  5k
  2 fans
  3 seater sofa
  do pankhe
  2 bhk
  1.5 ton
  dedh ton ka AC
  24x7
  24/7 support
  NX-4F7K2M9Q
  9876543210
  +91 98765 43210
  flat 12b 5th cross
  2nd floor
  sector 15
  house no 11
  at 12 mg road
  at 5 star hotel
  4/5 rating
  rate 4
  5 stars
  8/1.5 looks like a formula
  1/2 kg
  my AC is 2 years old
  it takes 2 hours
  for 2 hours
  10 min late
  after 2 bookings
  11
  4
  haan kar do
  kar do
  the first one
  the second one
  option 2
  good evening, need plumber
  aaj kal bahut garmi hai
  sun bhai mera fan kharab hai
  i may come
  next to my house
  guru bhai namaste
  every sunday
  32nd
  31 feb
  99 baje
  25:70
  hello
  ५०० रुपये
  दो पंखे
  5 सीटर सोफा
`
  .trim()
  .split('\n')
  .map((row) => row.trim());

describe('readTimes', () => {
  it.each(ENGLISH)('hears %j as %s', (said, meant) => {
    expect(line(readTimes(said, at))).toBe(meant);
  });

  it.each(HINGLISH)('hears %j in Hinglish as %s', (said, meant) => {
    expect(line(readTimes(said, at))).toBe(meant);
  });

  it.each(HINDI)('hears %j in Hindi as %s', (said, meant) => {
    expect(line(readTimes(said, at))).toBe(meant);
  });

  it.each(NO_TIME)('hears no time in %j', (said) => {
    expect(line(readTimes(said, at))).toBe('-');
  });
});
