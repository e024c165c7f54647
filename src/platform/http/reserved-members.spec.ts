import { reservedMembers } from './reserved-members.js';

describe('members that are called like parts of the program', () => {
  it('are found wherever they stand, each by its pointer', () => {
    const body: unknown = JSON.parse(
      '{"__proto__":{"constructor":1},"a":[{"b":{"constructor":null}},{"prototype":[]}],"c/d~":{"__proto__":0}}',
    );
    expect(reservedMembers(body)).toEqual([
      '/__proto__',
      '/a/0/b/constructor',
      '/a/1/prototype',
      '/c~1d~0/__proto__',
    ]);
  });

  it('are not values of that name, nor what every object has', () => {
    expect(reservedMembers({ a: 'constructor', b: ['__proto__'], d: null, protos: 1 })).toEqual([]);
    expect(reservedMembers('constructor')).toEqual([]);
    expect(reservedMembers(null)).toEqual([]);
  });
});
