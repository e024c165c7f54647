import { readFileSync, readdirSync } from 'node:fs';
import type { ComplaintType } from '../src/features/complaints/index.js';
import type { Language } from '../src/features/chat/index.js';
import type { NoticeChannel } from '../src/features/notifications/notification-template.entity.js';
import { filledWith, isPolicyBody, policyFragments } from '../src/features/policies/index.js';
import type { GstGroup, PolicyBodies, PolicyKind, ToldPolicies } from '../src/features/policies/index.js';
import type { ServiceAttribute, SynonymLanguage } from '../src/features/services/index.js';

/*
 * The files of data/, as seeds/data/README.md describes them. Their specs check their content, so it is taken as
 * it stands here.
 */

export type Phrases = Record<SynonymLanguage, string[]>;

export interface CategoryMaterial {
  slug: string;
  name: string;
  nameHi: string;
  description: string;
  gst: GstGroup;
  commissionBps: number;
  minNoticeMinutes: number;
  sort: number;
  synonyms: Phrases;
}

export interface ServiceMaterial {
  slug: string;
  categorySlug: string;
  name: string;
  nameHi: string;
  description: string;
  durationMinutes: number;
  skill: string;
  warrantyDays: number;
  synonyms: Phrases;
  attributes: ServiceAttribute[];
  popular: boolean;
}

export interface RateCardMaterial {
  slug: string;
  serviceSlug: string;
  name: string;
  description: string;
  pricePaise: number;
  strikePricePaise: number | null;
  durationMinutes: number;
  sort: number;
}

export interface CityMaterial {
  name: string;
  state: string;
  priceFactorBps: number;
}

export interface PincodeMaterial {
  pincode: string;
  city: string;
  area: string;
  lat: number;
  lng: number;
}

export interface NamesMaterial {
  firstNames: { female: string[]; male: string[] };
  lastNames: string[];
  streets: string[];
  landmarks: string[];
  societies: string[];
}

export interface PolicyMaterial {
  kind: PolicyKind;
  code: string;
  effectiveFrom: string;
  effectiveTo: string | null;
  body: object;
}

export interface HolidayMaterial {
  date: string;
  name: string;
  nameHi: string;
}

export interface TemplateMaterial {
  kind: string;
  channel: NoticeChannel;
  language: string;
  dltId: string | null;
  subject: string | null;
  text: string;
  variables: string[];
}

export interface ExchangeMaterial {
  intent: string;
  action: string | null;
  language: Language;
  customer: string;
  assistant: string;
}

export interface ComplaintMaterial {
  complaints: { subject: string; description: string }[];
  updates: { comment: string; authorKind: 'customer' | 'staff'; isInternal: boolean }[];
}

export interface DocumentMaterial {
  slug: string;
  title: string;
  body: string;
}

export const material = {
  categories: () => read<CategoryMaterial[]>('categories'),
  services: () => read<ServiceMaterial[]>('services'),
  rateCards: () => read<RateCardMaterial[]>('rate-cards'),
  cities: () => read<CityMaterial[]>('cities'),
  pincodes: () => read<PincodeMaterial[]>('pincodes'),
  names: () => read<NamesMaterial>('names'),
  policies: () => read<PolicyMaterial[]>('policies'),
  holidays: () => read<HolidayMaterial[]>('holidays'),
  templates: () => read<TemplateMaterial[]>('templates'),
  exchanges: () => read<ExchangeMaterial[]>('messages'),
  complaints: () => read<Record<ComplaintType, ComplaintMaterial>>('complaints'),
  documents,
};

const folder = new URL('./data/', import.meta.url);

function read<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as T;
}

/** Where a document speaks of a policy it holds the sentences made from that policy's figures (PO-6). */
function documents(): DocumentMaterial[] {
  const texts = new URL('policy-documents/', folder);
  const fragments = policyFragments(toldPolicies(), 'en');
  return readdirSync(texts)
    .filter((file) => file.endsWith('.md'))
    .toSorted()
    .map((file) => {
      const body = filledWith(fragments, readFileSync(new URL(file, texts), 'utf8'));
      const slug = file.slice(0, -'.md'.length);
      return { slug, title: /^# (.+)$/m.exec(body)?.[1] ?? slug, body };
    });
}

/** What the documents tell of: the default policies. */
export function toldPolicies(): ToldPolicies {
  const body = <K extends PolicyKind>(kind: K): PolicyBodies[K] => {
    const found = material.policies().find((each) => each.kind === kind)?.body;
    if (!isPolicyBody(kind, found)) throw new Error(`The seed material has no sound ${kind} policy.`);
    return found;
  };
  return {
    cancellation: body('cancellation'),
    reschedule: body('reschedule'),
    warranty: body('warranty'),
    compensation: body('compensation'),
    visitChargePaise: body('pricing').visitChargePaise,
  };
}
