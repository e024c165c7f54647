import type { TableDecision } from './table-decision.js';

const catalogue: TableDecision = { because: 'The catalogue is the same for everybody.' };
const staffOnly = 'Staff and their roles; what binds them is their contract.';
const providersOwn = 'Providers and their calendars; nothing of a customer stands there.';

/** Tables that hold nothing about customers. */
export const impersonalTables: Readonly<Record<string, TableDecision>> = {
  ...{ categories: catalogue, subcategories: catalogue, synonyms: catalogue, rate_cards: catalogue },
  ...{ rate_card_versions: catalogue, rate_card_pincodes: catalogue, pincodes: catalogue },
  ...{
    business_calendars: catalogue,
    holidays: catalogue,
    documents: catalogue,
    document_versions: catalogue,
  },
  notification_templates: catalogue,
  policies: { because: 'The rules of the trade.', columns: { scopeId: 'thing' } },
  city_holidays: { because: 'Days off of a city.', columns: { createdById: 'other person' } },
  providers: {
    because: providersOwn,
    columns: {
      ...{
        firstName: 'other person',
        lastName: 'other person',
        mobile: 'other person',
        email: 'other person',
      },
      ...{ baseLat: 'other person', baseLng: 'other person', gstNumber: 'other person' },
    },
  },
  provider_skills: { because: providersOwn, columns: { providerId: 'other person' } },
  provider_hours: { because: providersOwn, columns: { providerId: 'other person' } },
  provider_leave: { because: providersOwn, columns: { providerId: 'other person', reason: 'other person' } },
  provider_pincodes: { because: providersOwn, columns: { providerId: 'other person' } },
  provider_days: { because: providersOwn, columns: { providerId: 'other person' } },
  provider_hour_exceptions: { because: providersOwn, columns: { providerId: 'other person' } },
  provider_records: { because: providersOwn, columns: { providerId: 'other person' } },
  payouts: { because: 'What providers were paid.', columns: { providerId: 'other person' } },
  payout_lines: { because: 'What providers were paid for.', columns: { subjectId: 'thing' } },
  invoice_counters: { because: 'The last number of each series of invoices.' },
  reconciliations: { because: 'Totals of a day, of nobody in particular.' },
  staff: {
    because: staffOnly,
    columns: {
      ...{
        firstName: 'other person',
        lastName: 'other person',
        email: 'other person',
        mobile: 'other person',
      },
      reportsToId: 'other person',
    },
  },
  roles: { because: staffOnly },
  permissions: { because: staffOnly },
  role_permissions: { because: staffOnly },
  staff_invitations: {
    because: staffOnly,
    columns: {
      ...{
        firstName: 'other person',
        lastName: 'other person',
        email: 'other person',
        mobile: 'other person',
      },
      ...{ staffId: 'other person', invitedById: 'other person' },
    },
    retention: { after: 'expiresAt', period: 'sessions' },
  },
  staff_second_factors: { because: staffOnly, columns: { staffId: 'other person' } },
  staff_recovery_codes: { because: staffOnly, columns: { staffId: 'other person' } },
  approvals: {
    because: staffOnly,
    columns: {
      ...{ subjectId: 'thing', requestedById: 'other person', decidedById: 'other person' },
      ...{ reason: 'other person', decisionNote: 'other person' },
    },
  },
  audit_heads: { because: 'The head of the audit chain.' },
  priority_items: {
    because: 'Scores of complaints and threads; no word of anybody.',
    columns: { subjectId: 'thing', reviewedById: 'other person' },
  },
  otp_challenges: {
    because: 'Known by an HMAC of the number only, so nobody can be found in it.',
    retention: { after: 'createdAt', period: 'codes' },
  },
  sign_in_counters: {
    because: 'Known by an HMAC of what was typed only.',
    retention: { after: 'updatedAt', period: 'codes' },
  },
  signing_keys: { because: 'Keys of tokens.' },
  jobs: { because: 'Carry ids of things to do, and are swept a week after they are done.' },
  job_schedules: { because: 'When jobs come due.' },
};
