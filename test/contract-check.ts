import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { OpenAPIObject } from '@nestjs/swagger';

type Schema = Record<string, unknown>;
type Operation = { responses: Record<string, { content?: Record<string, { schema: Schema }> }> };

/** Checks answers against the API's own description: an answer the contract does not know fails the test. */
export class ContractCheck {
  private readonly ajv: Ajv2020.default;
  private readonly routes: { method: string; pattern: RegExp; operation: Operation; name: string }[];
  private readonly checks = new Map<string, ReturnType<Ajv2020.default['compile']>>();

  constructor(document: OpenAPIObject) {
    this.ajv = new Ajv2020.default({ strict: false, allErrors: true });
    addFormats.default(this.ajv);
    this.ajv.addSchema({ ...document, $id: 'api' } as Schema, 'api');
    this.routes = Object.entries(document.paths)
      .flatMap(([path, methods]) =>
        Object.entries(methods as Record<string, Operation>).map(([method, operation]) => ({
          method: method.toUpperCase(),
          pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`),
          operation,
          name: `${method.toUpperCase()} ${path}`,
        })),
      )
      .sort((a, b) => a.name.split('{').length - b.name.split('{').length);
  }

  /** @returns what is wrong with an answer, or null. Routes outside the description are not judged. */
  fault(method: string, path: string, status: number, contentType: string, body: unknown): string | null {
    const route = this.routes.find((each) => each.method === method && each.pattern.test(path));
    if (!route) return null;
    const described = route.operation.responses[String(status)];
    if (!described) return `${route.name} answers ${status}, which its description does not know.`;
    const media = contentType.split(';')[0] ?? '';
    const content = described.content?.[media];
    if (!content) return described.content ? `${route.name} answers ${status} as ${media || 'nothing'}.` : null;
    const key = `${route.name} ${status}`;
    const check = this.checks.get(key) ?? this.ajv.compile(withinDocument(content.schema));
    this.checks.set(key, check);
    if (check(body)) return null;
    const faults = (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
    return `${key} is not as described: ${faults.join('; ')}`;
  }
}

function withinDocument(schema: Schema): Schema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"api#/components')) as Schema;
}
