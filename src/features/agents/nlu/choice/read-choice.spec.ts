import { readChoice } from './read-choice.js';
import type { Choosable } from './read-choice.js';

const when = { now: new Date('2026-11-21T05:00:00Z'), zone: 'Asia/Kolkata' };
const variants: Choosable[] = [
  { id: 'basic', label: 'Basic', pricePaise: 49_900 },
  { id: 'standard', label: 'Standard', pricePaise: 79_900 },
  { id: 'premium', label: 'Premium', pricePaise: 1_29_900 },
];
const services: Choosable[] = [
  { id: 'split', label: 'AC service (split)' },
  { id: 'window', label: 'AC service (window)' },
  { id: 'gas', label: 'AC gas refill' },
];
const slots: Choosable[] = [
  { id: 's11', label: 'Sun 22 Nov, 11:00 am' },
  { id: 's1130', label: 'Sun 22 Nov, 11:30 am' },
  { id: 's2', label: 'Sun 22 Nov, 2:00 pm' },
  { id: 'm11', label: 'Mon 23 Nov, 11:00 am' },
  { id: 'm6', label: 'Mon 23 Nov, 6:00 pm' },
];
const read = (text: string, options: Choosable[]): string[] | null => {
  const choice = readChoice(text, options, when);
  if (choice === null) return null;
  return 'id' in choice ? [choice.id] : ['several', ...choice.candidates];
};

describe('readChoice', () => {
  it.each([
    ['the first one', 'basic'],
    ['1st', 'basic'],
    ['first', 'basic'],
    ['I will take the second one', 'standard'],
    ['option 2', 'standard'],
    ['option two please', 'standard'],
    ['no. 2', 'standard'],
    ['#3', 'premium'],
    ['2', 'standard'],
    ['2 wala', 'standard'],
    ['number 3', 'premium'],
    ['last one', 'premium'],
    ['the third', 'premium'],
    ['doosra wala', 'standard'],
    ['dusra wala kar do', 'standard'],
    ['pehla', 'basic'],
    ['pehli wali', 'basic'],
    ['teesra', 'premium'],
    ['aakhri wala', 'premium'],
    ['do', 'standard'],
    ['पहला', 'basic'],
    ['दूसरा वाला', 'standard'],
    ['तीसरा', 'premium'],
    ['आख़िरी वाला', 'premium'],
    ['२', 'standard'],
    ['standard', 'standard'],
    ['Standard please', 'standard'],
    ['standerd wala', 'standard'],
    ['premum', 'premium'],
    ['i want the basic one', 'basic'],
    ['स्टैंडर्ड', 'standard'],
    ['प्रीमियम वाला', 'premium'],
    ['cheapest', 'basic'],
    ['the cheaper one', 'basic'],
    ['sasta wala', 'basic'],
    ['sabse sasta', 'basic'],
    ['सबसे सस्ता', 'basic'],
    ['mehenga wala', 'premium'],
    ['the most expensive', 'premium'],
    ['799 wala', 'standard'],
    ['the 499 one', 'basic'],
  ])('hears %j as %s among variants', (text, id) => {
    expect(read(text, variants)).toEqual([id]);
  });

  it.each([
    ['the split one', 'split'],
    ['split wala', 'split'],
    ['spilt ac', 'split'],
    ['window ac service', 'window'],
    ['gas', 'gas'],
    ['gas refil', 'gas'],
    ['AC gas refill', 'gas'],
    ['विंडो वाला', 'window'],
  ])('hears %j as %s among services', (text, id) => {
    expect(read(text, services)).toEqual([id]);
  });

  it.each([
    ['11:30', ['s1130']],
    ['11.30 am', ['s1130']],
    ['2 pm', ['s2']],
    ['dopahar 2 baje', ['s2']],
    ['6', ['m6']],
    ['shaam 6 baje', ['m6']],
    ['tomorrow at 11', ['s11']],
    ['kal 11 baje wala', ['s11']],
    ['monday 11 am', ['m11']],
    ['Sun 22 Nov, 11:00 am', ['s11']],
    ['the evening one', ['m6']],
    ['monday evening', ['m6']],
    ['first', ['s11']],
    ['last', ['m6']],
    ['11 am', ['several', 's11', 'm11']],
    ['monday', ['several', 'm11', 'm6']],
    ['सुबह 11:30 बजे', ['s1130']],
  ])('hears %j as %j among slots', (text, ids) => {
    expect(read(text, slots)).toEqual(ids);
  });

  it('asks which is meant when a number is both a place and a time', () => {
    expect(read('2', slots)).toEqual(['several', 's1130', 's2']);
    expect(read('option 2', slots)).toEqual(['s1130']);
  });

  it('leaves the others when one is refused', () => {
    expect(read('not the first one', variants)).toEqual(['several', 'standard', 'premium']);
    expect(read('basic nahi', variants)).toEqual(['several', 'standard', 'premium']);
  });

  it('gives every option that fits as well', () => {
    expect(read('ac service', services)).toEqual(['several', 'split', 'window']);
    expect(read('any', variants)).toEqual(['several', 'basic', 'standard', 'premium']);
    expect(read('first or second', variants)).toEqual(['several', 'basic', 'standard']);
  });

  it.each([
    'what is included in standard?',
    'kya fark hai',
    'which one is better',
    'none of these',
    'koi nahi',
    'fourth',
    'option 9',
    'my fridge is leaking',
    'cancel everything',
    '560001',
    'hello',
    '',
    'क्या अंतर है',
  ])('picks nothing from %j', (text) => {
    expect(read(text, variants)).toBeNull();
  });

  it('picks by price only when every option has one', () => {
    const unpriced = variants.map(({ id, label }) => ({ id, label }));
    expect(read('sasta wala', unpriced)).toBeNull();
  });

  it('finds each option by its own label', () => {
    for (const options of [variants, services, slots]) {
      for (const { id, label } of options) expect(read(label, options)).toEqual([id]);
    }
  });
});
