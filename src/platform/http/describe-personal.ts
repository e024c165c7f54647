import type { INestApplication, Type } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';
import { clearReads } from '../../kernel/permissions.js';
import { accessOf } from '../auth/access.js';
import { kindOfField, ownerOfClass, ownerOfField } from '../telemetry/pii.js';
import type { PiiKind, Whose } from '../telemetry/pii.js';
import { classOfField, describedFieldsOf, shapeOfAnswer } from './answer-shape.js';

/** A field of an answer that says something about a person. */
export interface PersonalField {
  readonly type: Type;
  readonly field: string;
  readonly kind: PiiKind;
  /** Null when no description says. */
  readonly whose: Whose | null;
}

/** Every personal field of an answer, however deep; those of the company are not. */
export function personalFieldsOf(type: Type, around: Whose | null = null): PersonalField[] {
  return [...walk(type, around, [])];
}

function* walk(type: Type, around: Whose | null, above: readonly Type[]): Generator<PersonalField> {
  if (above.includes(type)) return;
  const prototype = type.prototype as object;
  const whose = ownerOfClass(prototype) ?? around;
  for (const field of describedFieldsOf(type)) {
    const owner = ownerOfField(prototype, field) ?? whose;
    const inner = classOfField(prototype, field);
    if (inner) yield* walk(inner, owner, [...above, type]);
    const kind = kindOfField(prototype, field);
    if (!inner && kind !== null && owner !== 'company') yield { type, field, kind, whose: owner };
  }
}

/** Handlers of routes that staff may call, by operation id. */
export function staffHandlersOf(app: INestApplication): Map<string, object> {
  const controllers = app.get(DiscoveryService, { strict: false }).getControllers();
  return new Map(
    controllers.flatMap(({ metatype }) => {
      if (typeof metatype !== 'function') return [];
      const prototype = metatype.prototype as Record<string, unknown>;
      return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
        const handler = prototype[name];
        if (typeof handler !== 'function') return [];
        const access = accessOf(handler, metatype);
        const isForStaff =
          access?.to === 'staff' || (access?.to === 'audiences' && access.audiences.includes('staff'));
        return isForStaff ? [[`${metatype.name.replace(/Controller$/, '')}.${name}`, handler] as const] : [];
      });
    }),
  );
}

interface Operation {
  operationId?: string;
  description?: string;
  'x-personal'?: Readonly<Record<string, string>>;
}

interface Described {
  properties?: Record<string, { 'x-pii'?: PiiKind }>;
}

/**
 * Says in the contract which fields are personal (`x-pii`), and on which routes staff see whose values in clear by
 * which permission (`x-personal`): what the answers are masked by (ID-6).
 */
export function describePersonal(app: INestApplication, document: OpenAPIObject): void {
  const handlers = staffHandlersOf(app);
  const schemas = (document.components?.schemas ?? {}) as Record<string, Described>;
  for (const methods of Object.values(document.paths))
    for (const operation of Object.values(methods as Record<string, Operation>)) {
      const handler = handlers.get(operation.operationId ?? '');
      const shape = handler && shapeOfAnswer(handler);
      if (!shape) continue;
      const fields = personalFieldsOf(shape.type);
      for (const { type, field, kind } of fields) {
        const described = schemas[type.name]?.properties?.[field];
        if (described) described['x-pii'] = kind;
      }
      describeSight(operation, new Set(fields.map(({ whose }) => whose)));
    }
}

function describeSight(operation: Operation, owners: ReadonlySet<Whose | null>): void {
  const told = (['customer', 'provider', 'staff'] as const).filter((whose) => owners.has(whose));
  if (told.length === 0) return;
  operation['x-personal'] = Object.fromEntries(told.map((whose) => [whose, clearReads[whose]]));
  const sight = told.map((whose) => `of ${peopleOf[whose]} with \`${clearReads[whose]}\``).join(', ');
  const said = `Staff see personal values in clear ${sight}, which is recorded; otherwise masked, as \`[email]\`.`;
  operation.description = operation.description ? `${operation.description}\n\n${said}` : said;
}

const peopleOf = { customer: 'customers', provider: 'providers', staff: 'colleagues' } as const;
