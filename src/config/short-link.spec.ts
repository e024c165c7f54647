import { LinksConfig } from './outside-sections.js';

function read(environment: Record<string, string>): { links: LinksConfig; faults: string[] } {
  const faults: string[] = [];
  return { links: new LinksConfig(environment, faults), faults };
}

describe('the short link of text messages', () => {
  it('leaves room for an order number within the 30 characters of an operator (NT-4)', () => {
    const { links, faults } = read({ SHORT_LINK: 'https://nxr.in/b' });
    expect(faults).toEqual([]);
    expect(`${links.shortLink}/NX-7K3M9QXD`.length).toBeLessThanOrEqual(30);
    expect(`${read({}).links.shortLink}/NX-7K3M9QXD`.length).toBeLessThanOrEqual(30);
  });

  it.each(['https://app.nexora.example/b', 'nxr.in/b/', 'nxr.in/b?x=1', 'not a link'])(
    'is not %s',
    (given) => {
      expect(read({ SHORT_LINK: given }).faults).toEqual([expect.stringContaining('SHORT_LINK must be')]);
    },
  );
});
