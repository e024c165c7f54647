import { readFileSync, readdirSync } from 'node:fs';
import {
  filledWith,
  policyFragments,
  policyLanguages,
  policyText,
  toldKinds,
} from '../src/features/policies/index.js';
import type { ToldPolicies } from '../src/features/policies/index.js';
import { material, toldPolicies } from './material.js';

const told = toldPolicies();

/** Every whole number of a value, however deep, with the place it stands at. */
function figuresIn(
  value: unknown,
  path: readonly string[] = [],
): { path: readonly string[]; figure: number }[] {
  if (typeof value === 'number') return [{ path, figure: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => figuresIn(member, [...path, name]));
}

function withFigure(policies: ToldPolicies, path: readonly string[], figure: number): ToldPolicies {
  const copy = structuredClone(policies) as unknown as Record<string, unknown>;
  let at = copy;
  for (const name of path.slice(0, -1)) at = at[name] as Record<string, unknown>;
  at[path.at(-1) ?? ''] = figure;
  return copy as unknown as ToldPolicies;
}

const everything = (policies: ToldPolicies, language: 'en' | 'hi'): string =>
  Object.values(policyFragments(policies, language)).join('\n');

/** What no policy says of itself: ordinal and grammar words are written out, so only this law's sentence has figures. */
const numbersOf = (text: string): number[] =>
  (text.replaceAll(/(\d),(?=\d)/g, '$1').match(/\d+(\.\d+)?/g) ?? []).map(Number);

describe('the policies in words (PO-6)', () => {
  it.each(policyLanguages)(
    'say in %s every figure that decides: another figure, another text',
    (language) => {
      const before = everything(told, language);
      for (const { path, figure } of figuresIn(told)) {
        // A share of nothing, or of at most nothing, is told as free, whatever its other half.
        const isMuted = (path.at(-1) === 'percentBps' || path.at(-1) === 'capPaise') && figure === 0;
        if (isMuted) continue;
        const after = everything(withFigure(told, path, figure + 100), language);
        expect([path.join('.'), after === before]).toEqual([path.join('.'), false]);
      }
    },
  );

  it.each(policyLanguages)('say in %s no figure that is not of the policies', (language) => {
    const inBodies = figuresIn(told).flatMap(({ figure }) => [
      ...[figure, figure / 100, figure / 60, figure / 10_000],
    ]);
    for (const number of numbersOf(everything(told, language))) expect(inBodies).toContain(number);
  });

  it('read like a page: a title, sections, and the figures of section 6', () => {
    const text = policyText('cancellation', told, 'en');
    expect(text).toMatch(/^# Cancelling a booking\n/);
    expect(text).toContain(
      '- From 180 minutes down to just over 60 minutes before the start: free while no expert is assigned; 15 % of the service value, at most Rs 100, once one is; 30 % of the service value, at most Rs 200, once the expert is on the way.',
    );
    expect(text).toContain('waits 30 minutes and tries 2 times to reach you');
    expect(text).toContain('never more than Rs 500: Rs 499.');
    expect(policyText('reschedule', told, 'en')).toContain(
      '- 60 minutes or less before the start: free while no expert is assigned; 30 % of the service value, at most Rs 200, once one is.',
    );
    for (const kind of toldKinds)
      for (const language of policyLanguages) {
        const page = policyText(kind, told, language);
        expect(page).not.toMatch(/undefined|null|NaN|Infinity|\{\{/);
        expect(page.match(/^## /gm)?.length).toBeGreaterThanOrEqual(1);
      }
  });

  it('tell of a policy without fees, grace or free moves in words of their own', () => {
    const free = { percentBps: 0, capPaise: 0 };
    const gratis: ToldPolicies = {
      ...told,
      cancellation: {
        ...told.cancellation,
        graceMinutes: 0,
        symmetry: false,
        bands: [{ overMinutes: null, unassigned: free, assigned: free, enRoute: free }],
        noShow: free,
      },
      reschedule: { ...told.reschedule, freeCount: 0 },
      compensation: { credits: [] },
    };
    const text = policyText('cancellation', gratis, 'en');
    expect(text).toContain('- At any time before the start: free until the expert sets out; free, once');
    expect(text).toContain('There is no grace time after booking.');
    expect(text).toContain('Nothing is charged for it.');
    expect(policyText('reschedule', gratis, 'en')).toContain('No reschedule is free of charge');
  });

  it('are what the documents for customers hold wherever those speak of fees', () => {
    const filled = material.documents();
    const names = new Set(Object.keys(policyFragments(told, 'en')));
    const folder = new URL('./data/policy-documents/', import.meta.url);
    const raw = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8'));
    const used = raw.flatMap((text) => [...text.matchAll(/\{\{([\w.]+)\}\}/g)].map(([, name]) => name ?? ''));
    expect(used.length).toBeGreaterThanOrEqual(15);
    expect(used.filter((name) => !names.has(name))).toEqual([]);
    // What is written by hand names no share of the service value, no cap and no flat fee of a cancellation or a move.
    for (const text of raw) {
      const sentences = text
        .split(/(?<=[.;:])\s/)
        .filter((each) => /cancel|resched|no-show|moving it/i.test(each));
      expect(sentences.filter((each) => /Rs \d|\d %|at most Rs/.test(each))).toEqual([]);
    }
    const dearer = withFigure(told, ['reschedule', 'feePaise'], 7_700);
    const rescheduling = raw.find((text) => text.includes('reschedule.later')) ?? '';
    expect(filledWith(policyFragments(dearer, 'en'), rescheduling)).toContain('Rs 77 each');
    expect(filled.map(({ body }) => body).join('\n')).toContain('Rs 49 each');
  });

  it('leave no name of a sentence unfilled', () => {
    expect(() => filledWith({}, 'It costs {{cancellation.fees}}.')).toThrow('cancellation.fees');
  });
});
