import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { OpenAPIObject } from '@nestjs/swagger';

export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  example?: unknown;
  enum?: unknown[];
  items?: Schema;
  properties?: Readonly<Record<string, Schema>>;
  anyOf?: Schema[];
  allOf?: Schema[];
  oneOf?: Schema[];
}

interface Parameter {
  in: string;
  name: string;
  schema?: Schema;
}

/** One operation of the contract. */
export interface Described {
  /** `Class.method`, without `Controller`. */
  readonly id: string;
  readonly name: string;
  readonly summary: string;
  readonly isClosed: boolean;
  readonly parameters: readonly Parameter[];
  readonly hasBody: boolean;
  /** The codes of each refusal by status. */
  readonly problems: ReadonlyMap<number, readonly string[]>;
  /** Answers that went well and say nothing of what comes back. */
  readonly shapeless: readonly number[];
}

interface Operation {
  operationId?: string;
  summary?: string;
  security?: unknown[];
  parameters?: Parameter[];
  requestBody?: unknown;
  responses: Record<string, { description?: string; content?: unknown }>;
}

const bodiless = new Set([202, 204]);
const problemCode = /[a-z_]+\.[a-z0-9_]+/g;

/** Every operation of the contract. */
export function describedRoutes(document: OpenAPIObject): Described[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods as unknown as Record<string, Operation>).map(([method, operation]) => {
      const responses = Object.entries(operation.responses).map(
        ([status, response]) => [Number(status), response] as const,
      );
      return {
        id: operation.operationId ?? '',
        name: `${method.toUpperCase()} ${path}`,
        summary: operation.summary ?? '',
        isClosed: (operation.security ?? []).length > 0,
        parameters: operation.parameters ?? [],
        hasBody: operation.requestBody !== undefined,
        problems: new Map(
          responses
            .filter(([status]) => status >= 400)
            .map(([status, { description }]) => [status, description?.match(problemCode) ?? []]),
        ),
        shapeless: responses
          .filter(([status, { content }]) => status < 300 && !bodiless.has(status) && !content)
          .map(([status]) => status),
      };
    }),
  );
}

/** What a route's description leaves unsaid, as `GET /path: what`. */
export function unsaid(route: Described): string[] {
  const { name, summary, isClosed, parameters, hasBody, problems, shapeless } = route;
  const takes = (where: string): boolean => parameters.some((each) => each.in === where);
  const takesKey = parameters.some((each) => each.name.toLowerCase() === 'idempotency-key');
  const owed: Owed[] = [
    ...owedIf(isClosed, [401, 'auth.required'], [403, 'auth.wrong_audience']),
    ...owedIf(takes('path'), [404, '.not_found']),
    ...owedIf(hasBody, [400, 'request.malformed_json'], [422, 'request.invalid']),
    ...owedIf(takes('query'), [422, '']),
    ...owedIf(takesKey, [400, 'idempotency.key_invalid'], [422, 'idempotency.key_reused']),
  ];
  return [
    ...(summary === '' ? ['a summary'] : []),
    ...shapeless.map((status) => `the shape of ${status}`),
    ...owed
      .filter(([status, code]) => !problems.get(status)?.some((each) => each.endsWith(code)))
      .map(([status, code]) => `${status} ${code}`),
    ...[...problems].filter(([, codes]) => codes.length === 0).map(([status]) => `the code of ${status}`),
  ].map((what) => `${name}: ${what}`);
}

type Owed = [status: number, code: string];

function owedIf(isOwed: boolean, ...owed: Owed[]): Owed[] {
  return isOwed ? owed : [];
}

const selfEvident = new Set(['uuid', 'date-time', 'date']);

/** Properties that show no value where their type alone does not. */
export function withoutExample(schemas: Readonly<Record<string, Schema>>): string[] {
  return properties(schemas)
    .filter(([, schema]) => schema.example === undefined && !speaksForItself(schema))
    .map(([name]) => name);
}

function speaksForItself(schema: Schema): boolean {
  const parts = [...(schema.anyOf ?? []), ...(schema.allOf ?? []), ...(schema.oneOf ?? [])];
  if (parts.length > 0) return parts.some(speaksForItself);
  if (schema.items) return speaksForItself(schema.items);
  const isNamed = schema.$ref !== undefined || schema.enum !== undefined || schema.type === 'boolean';
  return isNamed || selfEvident.has(schema.format ?? '');
}

/** Examples that their own schema would refuse. */
export function wrongExamples(document: OpenAPIObject): string[] {
  const ajv = new Ajv2020.default({ strict: false });
  addFormats.default(ajv);
  ajv.addSchema({ ...document, $id: 'api' });
  const schemas = (document.components?.schemas ?? {}) as Readonly<Record<string, Schema>>;
  return properties(schemas)
    .filter(([, { example }]) => example !== undefined)
    .filter(([, { example, ...schema }]) => {
      const text = JSON.stringify(schema).replaceAll('"#/components', '"api#/components');
      return !ajv.validate(JSON.parse(text) as object, example);
    })
    .map(([name, { example }]) => `${name}: ${JSON.stringify(example)}`);
}

/** Every property of every named schema, as `Schema.property`. */
export function properties(schemas: Readonly<Record<string, Schema>>): [string, Schema][] {
  return Object.entries(schemas).flatMap(([owner, schema]) =>
    Object.entries(schema.properties ?? {}).map(([name, each]): [string, Schema] => [
      `${owner}.${name}`,
      each,
    ]),
  );
}
