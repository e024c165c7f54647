import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenAPIObject } from '@nestjs/swagger';
import { shapeOfAnswer } from '../../src/platform/http/answer-shape.js';
import { personalFieldsOf, staffHandlersOf } from '../../src/platform/http/describe-personal.js';
import { describeApi } from '../../src/platform/http/openapi.js';
import { openApplication } from './application.js';
import type { TemporaryApplication } from './application.js';

interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  items?: Schema;
  properties?: Record<string, Schema>;
  allOf?: Schema[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  'x-pii'?: string;
}

interface Operation {
  operationId: string;
  description?: string;
  'x-personal'?: Record<string, string>;
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}

/** Ids, instants, days and words of closed lists, by how such fields are named. */
const told =
  /^(id|at|key|keyId|hash|uri|number|code|sac|unit|tier|rule|slug|variant|event|by|next)$|(Id|At|On|Ref|Kind)$/;

/** Of the trade and the house, in whatever class. */
const impersonal = new Set(
  (
    'action areas area avatarUrl channel city department designation explanation failure fault formerSecretEndsAt ' +
    'gateway instrument issuer kind language languages module nameHi onDay orderNumber phrase pincode pincodes reference ' +
    'referralCode revision sentence service shift skill skills startCode state stateCode totalInWords value'
  ).split(' '),
);

/** Names that elsewhere may say something about a person, and do not here. */
const known = new Set([
  ...['ApiKeyDto.name', 'IssuedKeyDto.name', 'BookedServiceDto.name', 'HolidayDto.name', 'RoleDto.name'],
  ...['StaffCategoryDto.name', 'StaffRateCardDto.name', 'StaffRoleDto.name', 'StaffServiceDto.name'],
  // As customers see it: the first name and a letter.
  ...['BookingProviderDto.name', 'RosterEntryDto.name', 'StaffProviderDto.name'],
  ...['InvoiceLineDto.description', 'StaffCategoryDto.description', 'StaffRateCardDto.description'],
  ...['StaffServiceDto.description', 'AttributeDto.label', 'AttributeOptionDto.label'],
  ...['LedgerEntryDto.reason', 'LedgerEntryDto.subject', 'TokenDescriptionDto.subject'],
  // One's own sessions.
  ...['SessionDto.userAgent', 'SessionDto.ip'],
  // Shown once to whom they belong.
  ...['IssuedKeyDto.apiKey', 'IssuedKeyDto.clientSecret', 'IssuedKeyDto.signingSecret'],
  'RecoveryCodesDto.recoveryCodes',
  // Masked when they are written.
  ...['AuditEntryDto.before', 'AuditEntryDto.after'],
  // Of ids, amounts and rules.
  ...['ApprovalDto.payload', 'PolicyDto.body', 'ReceiptDto.inputs', 'ReceiptDto.output'],
]);

describe('personal values in answers to staff (ID-6)', () => {
  let temporary: TemporaryApplication;
  let handlers: Map<string, object>;
  let document: OpenAPIObject;

  beforeAll(async () => {
    temporary = await openApplication();
    handlers = staffHandlersOf(temporary.app);
    document = describeApi(temporary.app);
  });
  afterAll(() => temporary.close());

  const operations = (): Operation[] =>
    Object.values(document.paths)
      .flatMap((methods) => Object.values(methods as unknown as Record<string, Operation>))
      .filter(({ operationId }) => handlers.has(operationId));

  it('say whom they are about, on every route', () => {
    const owed = [...handlers].flatMap(([id, handler]) => {
      const shape = shapeOfAnswer(handler);
      return (shape ? personalFieldsOf(shape.type) : [])
        .filter(({ whose }) => whose === null)
        .map(({ type, field }) => `${id}: ${type.name}.${field} is about whom? See About in pii.ts.`);
    });
    expect([...new Set(owed)]).toEqual([]);
  });

  it('come in an answer whose class is known, so that it can be masked', () => {
    const shapeless = operations()
      .filter(({ operationId, responses }) => {
        const hasBody = Object.entries(responses).some(([status, { content }]) => status < '300' && content);
        return hasBody && shapeOfAnswer(handlers.get(operationId) ?? {}) === null;
      })
      .map(({ operationId }) => operationId);
    // A picture, which its service gives to whom it may see it.
    expect(shapeless.toSorted()).toEqual(['Avatars.get']);
  });

  it('are tagged: each text that staff are answered with is, or is known to be about nobody', () => {
    const untagged = new Set(operations().flatMap((operation) => textsOf(operation)));
    const owed = [...untagged].filter((each) => {
      const field = each.split('.')[1] ?? '';
      return !known.has(each) && !impersonal.has(field) && !told.test(field);
    });
    expect(owed.map((each) => `${each} is neither tagged (pii.ts) nor known to be impersonal.`)).toEqual([]);
    expect([...known].filter((each) => !untagged.has(each))).toEqual([]);
  });

  it('are told in the contract, with the permission that shows them', () => {
    const of = (path: string) => document.paths[`/api/v1/ops/${path}`]?.get as unknown as Operation;
    expect(of('customers/{id}')['x-personal']).toEqual({ customer: 'users.view' });
    expect(of('bookings')['x-personal']).toEqual({ customer: 'users.view' });
    expect(of('providers')['x-personal']).toEqual({ provider: 'providers.view' });
    expect(of('users')['x-personal']).toEqual({ staff: 'staff.view' });
    expect(of('ledger')['x-personal']).toBeUndefined();
    expect(of('customers/{id}').description).toContain('with `users.view`, which is recorded');
    const schemas = document.components?.schemas as Record<string, { properties: Record<string, Schema> }>;
    expect(schemas['AddressDto']?.properties['line1']?.['x-pii']).toBe('address');
    expect(schemas['StaffProviderDto']?.properties['gstNumber']?.['x-pii']).toBe('gstin');
  });

  it('are answered by returning them: only pictures and figures are sent past the interceptors', () => {
    const past = readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .filter((path) => readFileSync(join('src', path), 'utf8').includes('@Res()'));
    expect(past.toSorted()).toEqual([
      join('features', 'users', 'avatars.controller.ts'),
      join('platform', 'health', 'metrics.controller.ts'),
    ]);
  });

  /** Texts and free objects of an answer that have no tag, as `Class.field`. */
  function textsOf({ responses }: Operation): string[] {
    const schemas = (document.components?.schemas ?? {}) as Record<string, Schema>;
    const found: string[] = [];
    const walk = (schema: Schema | undefined, owner: string, field: string, above: string[]): void => {
      if (!schema || schema['x-pii'] !== undefined) return;
      const name = schema.$ref?.split('/').at(-1);
      if (name !== undefined && !above.includes(name)) walk(schemas[name], name, '', [...above, name]);
      const parts = [schema.items, ...(schema.allOf ?? []), ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])];
      for (const part of parts) walk(part, owner, field, above);
      for (const [inner, each] of Object.entries(schema.properties ?? {})) walk(each, owner, inner, above);
      const isLeaf = !schema.$ref && !schema.properties && parts.every((part) => part === undefined);
      const types = [schema.type].flat();
      const isText = types.includes('string') && !schema.enum && !schema.format;
      const isFree = types.includes('object') || schema.type === undefined;
      if (isLeaf && field !== '' && (isText || isFree)) found.push(`${owner}.${field}`);
    };
    for (const [status, { content }] of Object.entries(responses))
      if (status < '300')
        for (const { schema } of Object.values(content ?? {})) walk(schema, 'answer', '', []);
    return found;
  }
});
