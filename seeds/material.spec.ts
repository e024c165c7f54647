import { readFileSync, readdirSync } from 'node:fs';
import { isPolicyBody, policyFaults, policyKinds } from '../src/features/policies/index.js';
import type { PolicyBodies, PolicyKind } from '../src/features/policies/index.js';
import { material as seedMaterial } from './material.js';

interface Policy {
  kind: PolicyKind;
  scope: string;
  version: number;
  effectiveFrom: string;
  body: unknown;
}
interface Template {
  kind: string;
  channel: string;
  language: string;
  dltId: string | null;
  text: string;
  variables: string[];
}
interface Exchange {
  intent: string;
  action: string | null;
  language: string;
  customer: string;
  assistant: string;
}
interface ComplaintTexts {
  complaints: { subject: string; description: string }[];
  updates: { comment: string; authorKind: string; isInternal: boolean }[];
}
interface Names {
  firstNames: { female: string[]; male: string[] };
  lastNames: string[];
  streets: string[];
  landmarks: string[];
  societies: string[];
}

const languages = ['en', 'hi', 'hinglish'] as const;
const material = (name: string): string => readFileSync(new URL(`./data/${name}`, import.meta.url), 'utf8');
const read = <T>(name: string): T => JSON.parse(material(`${name}.json`)) as T;
const documents = seedMaterial.documents;
const document = (slug: string): string => documents().find((each) => each.slug === slug)?.body ?? '';
const repeated = (values: readonly string[]): string[] =>
  values.filter((value, at) => values.indexOf(value) !== at);

describe('the seed material', () => {
  it('has one sound default policy of every kind, in force from 2024', () => {
    const policies = read<Policy[]>('policies');
    expect(policies.map((each) => each.kind).toSorted()).toEqual([...policyKinds].toSorted());
    for (const { kind, scope, version, effectiveFrom, body } of policies) {
      expect([kind, policyFaults(kind, body)]).toEqual([kind, []]);
      expect([scope, version, effectiveFrom]).toEqual(['default', 1, '2024-01-01T00:00:00+05:30']);
    }
  });

  it('has ten policy documents of 300 to 600 words with a title and sections', () => {
    expect(readdirSync(new URL('./data/policy-documents', import.meta.url))).toHaveLength(10);
    for (const { slug, body: text } of documents()) {
      const words = text.split(/\s+/).length;
      expect([slug, words >= 300 && words <= 600]).toEqual([slug, true]);
      expect(text).not.toContain('{{');
      expect(text).toMatch(/^# .+\n/);
      expect(text.match(/^## /gm)?.length ?? 0).toBeGreaterThanOrEqual(5);
    }
  });

  it('tells customers the figures of the policies', () => {
    const policies = read<Policy[]>('policies');
    const body = <K extends PolicyKind>(kind: K): PolicyBodies[K] => {
      const found = policies.find((each) => each.kind === kind)?.body;
      if (!isPolicyBody(kind, found)) throw new Error(`no sound ${kind} policy`);
      return found;
    };
    const { bands } = body('cancellation');
    const shares = bands.flatMap((band) => [band.unassigned, band.assigned, band.enRoute]);
    const asked = shares.filter((share) => share.capPaise > 0);
    expect(asked).toHaveLength(5);
    const cancelling = document('cancellation-and-refunds');
    for (const { percentBps, capPaise } of asked) {
      const figure = new RegExp(`${percentBps / 100} %[^.;]*at most Rs ${capPaise / 100}[^0-9]`);
      expect(cancelling).toMatch(figure);
    }
    for (const band of bands)
      if (band.overMinutes !== null) expect(cancelling).toContain(`${band.overMinutes} minutes`);
    const pricing = document('pricing-and-gst');
    const { conveniencePaise, visitChargePaise, quoteValidMinutes } = body('pricing');
    expect(pricing).toContain(`convenience charge of Rs ${conveniencePaise / 100}`);
    expect(pricing).toContain(`visit charge is Rs ${visitChargePaise / 100}`);
    expect(pricing).toContain(`valid for ${quoteValidMinutes} minutes`);
    expect(document('rescheduling')).toContain(`Rs ${body('reschedule').feePaise / 100} each`);
    const { critical, high } = body('sla').targets;
    const complaints = document('complaints-and-response-times');
    expect(complaints).toContain(`first reply within ${critical.firstReplyMinutes} minutes`);
    expect(complaints).toContain(`resolved within ${high.resolveMinutes / 60} working hours`);
  });

  it('has templates with a name for every variable, DLT ids on SMS alone, in both languages', () => {
    const templates = read<Template[]>('templates');
    const key = ({ kind, channel, language }: Template): string => `${kind} ${channel} ${language}`;
    expect(repeated(templates.map(key))).toEqual([]);
    expect(new Set(templates.map((each) => each.kind)).size).toBe(10);
    for (const each of templates) {
      expect([key(each), each.text.split('{#var#}').length - 1]).toEqual([key(each), each.variables.length]);
      expect([key(each), /^\d{19}$/.test(each.dltId ?? '')]).toEqual([key(each), each.channel === 'sms']);
      const other = { ...each, language: each.language === 'en' ? 'hi' : 'en' };
      expect(templates.map(key)).toContain(key(other));
    }
    const ids = templates.flatMap((each) => each.dltId ?? []);
    expect(repeated(ids)).toEqual([]);
  });

  it('has at least 120 exchanges, each intent in each language, with known placeholders', () => {
    const messages = read<Exchange[]>('messages');
    expect(messages.length).toBeGreaterThanOrEqual(120);
    const pairs = new Set(messages.map((each) => `${each.intent} ${each.language}`));
    expect(pairs.size).toBe(15 * languages.length);
    expect(repeated(messages.map((each) => each.customer))).toEqual([]);
    const placeholders = new Set(
      messages.flatMap((each) => `${each.customer} ${each.assistant}`.match(/\{\w+\}/g) ?? []),
    );
    expect([...placeholders].toSorted()).toEqual([
      '{amount}',
      '{date}',
      '{orderNumber}',
      '{pincode}',
      '{provider}',
      '{service}',
      '{time}',
    ]);
    for (const { intent, action } of messages) expect(action !== null).toBe(intent === 'booking_management');
  });

  it('has six complaints and six updates for every type, with public and internal ones', () => {
    const complaints = read<Record<string, ComplaintTexts>>('complaints');
    expect(Object.keys(complaints).toSorted()).toEqual(
      'billing cancellation_issue damage delay no_show other provider_behavior refund_issue safety service_quality'.split(
        ' ',
      ),
    );
    for (const { complaints: texts, updates } of Object.values(complaints)) {
      expect(new Set(texts.map((each) => each.subject)).size).toBeGreaterThanOrEqual(6);
      expect(updates.length).toBeGreaterThanOrEqual(6);
      expect(new Set(updates.map((each) => each.isInternal)).size).toBe(2);
      expect(updates.filter((each) => each.isInternal && each.authorKind !== 'staff')).toEqual([]);
    }
  });

  it('has the three national holidays of 2024 to 2027', () => {
    const days = read<{ date: string; name: string }[]>('holidays').map((each) => each.date);
    expect(days).toEqual([2024, 2025, 2026, 2027].flatMap((y) => [`${y}-01-26`, `${y}-08-15`, `${y}-10-02`]));
  });

  it('has the names it promises, none twice', () => {
    const { firstNames, ...lists } = read<Names>('names');
    const sizes = Object.entries({ ...firstNames, ...lists }).map(([name, list]) => [
      name,
      new Set(list).size,
    ]);
    expect(Object.fromEntries(sizes)).toEqual({
      female: 60,
      male: 60,
      lastNames: 80,
      streets: 40,
      landmarks: 30,
      societies: 40,
    });
  });
});
