import fc from 'fast-check';
import { readAnswer } from './read-answer.js';
import type { ProposalKind } from './read-answer.js';

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

const AGREES = lines(`
  haan kar do
  ji haan
  theek hai
  yes please
  go ahead
  confirm
  book it
  हाँ
  ठीक है कर दो
  👍
  👍🏽
  no problem, go ahead
  no issues
  koi baat nahi kar do
  Yes
  YES!!!
  yesss
  yep
  yeah sure
  sure, go ahead
  ok
  okk
  okay book it
  ok confirm
  sounds good
  that works for me
  perfect
  looks good, confirm it
  please do
  yes book it please
  y
  haan ji
  haan bhai kar do
  haan theek hai book kar do
  kar dijiye
  kardo
  book kar do
  haan bilkul
  zaroor
  pakka
  chalega
  theek h
  sahi hai
  haan na
  kar do na
  ji
  nahi nahi theek hai kar do
  koi dikkat nahi
  जी हाँ
  हां जी कर दीजिए
  ठीक है
  बुक कर दो
  बिल्कुल
  कोई बात नहीं कर दो
  सही है
  ✅
  yes, confirm the booking
  i agree
  of course
  haan haan
  yes yes
  yup, all good
  haan jaldi kar do
  haan mujhe chahiye
  yes I want it
  yes amazing
`);

const REFUSES = lines(`
  no
  nahi
  mat karo
  cancel that
  no, that's not right
  rehne do
  नहीं
  don't cancel
  haan mat karo
  stop
  never mind
  chhodo
  nope
  no thanks
  no thank you
  nah
  not now
  I don't want it
  I don't think so
  don't book it
  please don't
  no don't
  not ok
  that's wrong
  cancel it
  forget it
  leave it
  not interested
  no, too expensive
  nahi bhai
  nahi chahiye
  nhi
  mat karna
  nahi karna
  abhi nahi
  baad mein
  theek nahi hai
  sahi nahi hai
  nahi chalega
  bilkul nahi
  haan rehne do
  ok cancel
  do not confirm
  don't go ahead
  kar do mat
  thik hai rehne do
  confirm mat karna abhi
  sahi nahi laga
  not a yes
  I did not say yes
  I am not okay
  galat hai
  जी नहीं
  मत करो
  रहने दो
  नहीं चाहिए
  ठीक नहीं है
  👎
  na
  koi baat nahi rehne do
  no no no
  No. Cancel.
  i want to cancel
  mujhe nahi chahiye
  please don't
  na na
  rehne do kal dekhte hain
  not right now
  mat
`);

const UNCLEAR = lines(`
  not sure
  yes? what is the price
  why not
  nahi nahi sahi hai
  how much is it?
  maybe
  I'll think about it
  pata nahi
  soch ke batata hun
  let me check
  yes or no
  yes, why not?
  ok ok wait
  don't stop
  don't say no
  maine haan nahi kaha
  haan main soch raha hun
  kar do ya nahi
  haan ek sawal hai
  nahi book karo
  yes, do not book
  ok bye
  no problem with the ac
  yes 👎
  hmm
  thanks
  acha
  kya?
  kitna lagega
  what is included
  yes, how much?
  ok?
  haan nahi
  kyun nahi
  yes if it is cheap
  koi baat nahi
  kya main payment baad mein kar sakta hun
  can you come?
  AC repair
  wait
  ruko
  is it confirmed
  no fee
  yes cancel it
  haha
  क्या चार्ज लगेगा
  शायद
  do you have card payment?
  yes the blue house
  i want to talk to a human
  the price is not ok with yes
  yes no
  yes, no
  kar do, na
  i want to talk to a person
`);

describe('readAnswer', () => {
  it.each(AGREES)('hears %j as a yes', (text) => {
    expect(readAnswer(text)).toMatchObject({ answer: 'yes' });
  });

  it.each(REFUSES)('hears %j as a no', (text) => {
    expect(readAnswer(text)).toMatchObject({ answer: 'no' });
  });

  it.each(UNCLEAR)('hears %j as neither', (text) => {
    expect(readAnswer(text)).toMatchObject({ answer: 'unclear' });
  });

  it.each([
    ['yes but at 11', 'at 11'],
    ['no wait, make it 4pm', 'make it 4pm'],
    ['haan par 4 baje', '4 baje'],
    ['nahi kal nahi parso', 'kal nahi parso'],
    ['haan lekin kal', 'kal'],
    ['yes but tomorrow', 'tomorrow'],
    ['ok but make it 5pm', 'make it 5pm'],
    ['no, tomorrow', 'tomorrow'],
    ['no, 11 am', '11 am'],
    ['change the time', 'change the time'],
    ['make it sunday', 'make it sunday'],
    ['ok at 11 instead', 'at 11 instead'],
    ['haan 4 baje kar do', '4 baje kar do'],
    ['nahi 5 baje', '5 baje'],
    ['yes and also add a fan', 'and also add a fan'],
    ['no i want the premium one', 'i want the premium one'],
    ['nahi mujhe standard chahiye', 'mujhe standard chahiye'],
    ['parso kar do', 'parso kar do'],
    ['हाँ लेकिन 4 बजे', '4 बजे'],
    ['नहीं परसों', 'परसों'],
    ['kal nahi', 'kal nahi'],
    ['not tomorrow', 'tomorrow'],
    ['sunday ko kar do', 'sunday ko kar do'],
    ['yes my address is different', 'my address is different'],
    ['rehne do, kal 5 baje karo', 'kal 5 baje karo'],
  ])('hears %j as a correction saying %j', (text, rest) => {
    expect(readAnswer(text)).toMatchObject({ answer: 'correction', rest });
  });

  it.each<[string, ProposalKind, string]>([
    ['cancel mat karo', 'cancellation', 'no'],
    ['cancel it', 'cancellation', 'yes'],
    ['yes cancel', 'cancellation', 'yes'],
    ['haan cancel kar do', 'cancellation', 'yes'],
    ["don't cancel", 'cancellation', 'no'],
    ['nahi cancel mat karo', 'cancellation', 'no'],
    ['yes reschedule it', 'reschedule', 'yes'],
    ['yes cancel it', 'booking', 'unclear'],
    ['cancel it', 'booking', 'no'],
    ['reschedule it', 'booking', 'correction'],
  ])('hears %j about a %s as %s', (text, proposal, answer) => {
    expect(readAnswer(text, proposal)).toMatchObject({ answer });
  });

  it('keeps what a refusal adds, as written', () => {
    expect(readAnswer('No, too expensive')).toEqual({ answer: 'no', confidence: 0.6, rest: 'too expensive' });
  });

  const agreeing = fc.constantFrom(...AGREES);
  const any = fc.constantFrom(...AGREES, ...REFUSES, ...UNCLEAR);

  it('never hears a yes in a message that asks', () => {
    fc.assert(fc.property(any, (text) => readAnswer(`${text}?`).answer !== 'yes'));
    fc.assert(fc.property(agreeing, (text) => readAnswer(`${text}, kitna lagega`).answer !== 'yes'));
  });

  it('never hears a yes in one that also refuses', () => {
    const refusing = fc.constantFrom(
      'no',
      'nahi',
      'mat karo',
      'rehne do',
      'not now',
      'stop',
      'नहीं',
      'cancel it',
      '👎',
    );
    fc.assert(
      fc.property(agreeing, refusing, fc.constantFrom(' ', ', ', '. '), (yes, no, gap) => {
        expect(readAnswer(yes + gap + no).answer).not.toBe('yes');
        expect(readAnswer(no + gap + yes).answer).not.toBe('yes');
      }),
      { numRuns: 2000 },
    );
  });

  it('never hears a yes in one that names another time', () => {
    const time = fc.constantFrom('at 11', 'kal', 'sunday', '5 baje', 'tomorrow evening', 'परसों');
    fc.assert(
      fc.property(agreeing, time, (yes, when) => {
        expect(readAnswer(`${yes} ${when}`).answer).not.toBe('yes');
        expect(readAnswer(`${yes}, but ${when}`).answer).toBe('correction');
      }),
      { numRuns: 1000 },
    );
  });

  it('never hears a yes in words it does not know', () => {
    const word = fc.string({ unit: fc.constantFrom(...'qxzvwj'), minLength: 3, maxLength: 8 });
    fc.assert(
      fc.property(agreeing, word, (yes, unknown) => {
        expect(readAnswer(`${yes} ${unknown}q`).answer).not.toBe('yes');
        expect(readAnswer(`${unknown}q`).answer).toBe('unclear');
      }),
    );
  });

  it.each([...AGREES, ...REFUSES, ...UNCLEAR])(
    'does not mind case, spaces or stretched letters: %s',
    (text) => {
      const plain = readAnswer(text).answer;
      expect(readAnswer(`  ${text.toUpperCase()}!!  `).answer).toBe(plain);
      expect(readAnswer(text.replace(/([a-z])$/, '$1$1$1')).answer).toBe(plain);
    },
  );
});
