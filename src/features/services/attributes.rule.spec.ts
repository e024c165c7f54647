import { attributeFaults, attributeListFaults, attributesDeltaPaise } from './attributes.rule.js';
import type { ServiceAttribute } from './attributes.rule.js';

const attributes: ServiceAttribute[] = [
  {
    key: 'tonnage',
    label: 'Tonnage',
    type: 'choice',
    options: [
      { value: '1', label: '1 ton', deltaPaise: 0 },
      { value: '2', label: '2 ton', deltaPaise: 20_000 },
    ],
  },
  { key: 'area', label: 'Area', type: 'number', unit: 'sq m', min: 10, max: 500 },
];

const pointers = (chosen: Record<string, string | number>) =>
  attributeFaults(attributes, chosen, '/attributes').map(({ pointer }) => pointer);

describe('the attributes of an item (PR-2)', () => {
  it('are fine when left out, or when each is one of its options or within its bounds', () => {
    expect(pointers({})).toEqual([]);
    expect(pointers({ tonnage: '2', area: 10 })).toEqual([]);
    expect(pointers({ area: 500 })).toEqual([]);
  });

  it('are pointed at one by one when they do not fit', () => {
    expect(pointers({ tonnage: '3', area: 9.99, 'a/b~c': 1 })).toEqual([
      '/attributes/tonnage',
      '/attributes/area',
      '/attributes/a~1b~0c',
    ]);
    expect(pointers({ tonnage: 2, area: '20' })).toEqual(['/attributes/tonnage', '/attributes/area']);
    expect(pointers({ area: 501 })).toEqual(['/attributes/area']);
    expect(pointers({ constructor: 'x' })).toEqual(['/attributes/constructor']);
  });

  it('add what the chosen option says, and nothing when none is chosen', () => {
    expect(attributesDeltaPaise(attributes, { tonnage: '2', area: 100 })).toBe(20_000);
    expect(attributesDeltaPaise(attributes, {})).toBe(0);
  });
});

describe('the attributes a service is to have (PR-2)', () => {
  const choice = { key: 'size', label: 'Size', type: 'choice' } as const;
  const option = { value: 's', label: 'S', deltaPaise: 0 };
  const area = { key: 'area', label: 'Area', type: 'number' } as const;

  it('can each be asked', () => {
    expect(attributeListFaults(attributes, '/attributes')).toEqual([]);
  });

  it.each<[ServiceAttribute[], string]>([
    [[area, area], '/attributes/1/key'],
    [[choice], '/attributes/0/options'],
    [[{ ...choice, options: [option, option] }], '/attributes/0/options'],
    [[{ ...choice, options: [option], min: 1 }], '/attributes/0/type'],
    [[{ ...area, options: [option] }], '/attributes/0/options'],
    [[{ ...area, min: 2, max: 1 }], '/attributes/0/max'],
  ])('are refused at the fault: %j', (list, pointer) => {
    expect(attributeListFaults(list, '/attributes').map((each) => each.pointer)).toEqual([pointer]);
  });
});
