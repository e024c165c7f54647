import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { OpenAPIObject } from '@nestjs/swagger';

/** The description in the repository; test/architecture/generated.spec.ts holds it to be what the program says. */
export const contractDocument = JSON.parse(readFileSync('openapi.json', 'utf8')) as OpenAPIObject;

let ofRepository: ContractCheck | undefined;

/** The check against the description in the repository, made once for all servers of a file. */
export function contractCheck(): ContractCheck {
  return (ofRepository ??= new ContractCheck(contractDocument));
}

type Schema = Record<string, unknown>;
type Operation = { responses: Record<string, { content?: Record<string, { schema: Schema }> }> };

/** A route of the description, its path as written there: `/api/v1/bookings/{id}`. */
export interface DescribedRoute {
  method: string;
  path: string;
}

/**
 * Checks answers against the API's own description: a status, a media type or a field that the contract does not
 * know fails the test, so that nothing leaks out of an entity unseen.
 */
export class ContractCheck {
  private readonly ajv: Ajv2020.default;
  private readonly routes: (DescribedRoute & { pattern: RegExp; operation: Operation; name: string })[];
  private readonly checks = new Map<string, ReturnType<Ajv2020.default['compile']>>();

  constructor(document: OpenAPIObject) {
    this.ajv = new Ajv2020.default({ strict: false, allErrors: true });
    addFormats.default(this.ajv);
    this.ajv.addSchema(closed({ ...document, $id: 'api' } as unknown as Schema), 'api');
    this.routes = Object.entries(document.paths)
      .flatMap(([path, methods]) =>
        Object.entries(methods as Record<string, Operation>).map(([method, operation]) => ({
          method: method.toUpperCase(),
          path,
          pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`),
          operation,
          name: `${method.toUpperCase()} ${path}`,
        })),
      )
      .sort((a, b) => a.name.split('{').length - b.name.split('{').length);
  }

  get described(): readonly DescribedRoute[] {
    return this.routes;
  }

  /** @returns what is wrong with an answer, or null. Routes outside the description are not judged. */
  fault(method: string, path: string, status: number, contentType: string, body: unknown): string | null {
    const route = this.routes.find((each) => each.method === method && each.pattern.test(path));
    if (!route) return null;
    const described = route.operation.responses[String(status)] ?? edgeRefusal(status, body);
    if (!described) return `${route.name} answers ${status}, which its description does not know.`;
    const media = contentType.split(';')[0] ?? '';
    const content = described.content?.[media];
    if (!content)
      return described.content ? `${route.name} answers ${status} as ${media || 'nothing'}.` : null;
    const key = `${route.name} ${status}`;
    const known = `${key} ${media}`;
    const check = this.checks.get(known) ?? this.ajv.compile(withinDocument(closed(content.schema)));
    this.checks.set(known, check);
    if (check(body)) return null;
    const faults = (check.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
    return `${key} is not as described: ${faults.join('; ')}`;
  }
}

const edgeCodes = [
  'malformed',
  'too_deep',
  'malformed_json',
  'malformed_url',
  'too_large',
  'unsupported_encoding',
  'method_override_invalid',
];

/** What is refused before any route is looked at is the same everywhere, and described nowhere. */
function edgeRefusal(status: number, body: unknown): Operation['responses'][string] | undefined {
  const code = typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined;
  const isEdge = [400, 413, 415].includes(status) && edgeCodes.some((each) => code === `request.${each}`);
  return isEdge
    ? { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemDto' } } } }
    : undefined;
}

/** Every object of the description refuses fields it does not name; only problems may carry more. */
function closed(document: Schema): Schema {
  const close = (value: unknown, name: string): unknown => {
    if (Array.isArray(value)) return value.map((each) => close(each, ''));
    if (typeof value !== 'object' || value === null || name === 'ProblemDto') return value;
    const copy = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, close(each, key)]));
    const isShape = copy['type'] === 'object' && 'properties' in copy && !('additionalProperties' in copy);
    return isShape ? { ...copy, additionalProperties: false } : copy;
  };
  return close(document, '') as Schema;
}

function withinDocument(schema: Schema): Schema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"api#/components')) as Schema;
}
