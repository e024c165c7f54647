import type { OpenAPIObject } from '@nestjs/swagger';

interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  example?: unknown;
  enum?: unknown[];
  items?: Schema;
  required?: string[];
  properties?: Readonly<Record<string, Schema>>;
  anyOf?: Schema[];
  allOf?: Schema[];
  oneOf?: Schema[];
}

interface Operation {
  requestBody?: { content?: Readonly<Record<string, { schema?: Schema }>> };
}

/** A body that the contract gives as an example of what a route takes: every required field, as its example says. */
export function exampleBody(document: OpenAPIObject, route: string): unknown {
  const [method = '', path = ''] = route.split(' ');
  const item = document.paths[path] as unknown as Readonly<Record<string, Operation>> | undefined;
  const schema = item?.[method.toLowerCase()]?.requestBody?.content?.['application/json']?.schema;
  return schema ? exampleOf(document, schema) : {};
}

const ofFormat: Readonly<Record<string, string>> = {
  uuid: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a12',
  'date-time': '2026-03-02T05:30:00.000Z',
  date: '2026-03-02',
};

function exampleOf(document: OpenAPIObject, schema: Schema): unknown {
  if (schema.example !== undefined) return schema.example;
  if (schema.$ref !== undefined) {
    const name = schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
    return exampleOf(document, (document.components?.schemas?.[name] ?? {}) as Schema);
  }
  const [part] = [...(schema.allOf ?? []), ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])];
  if (part) return exampleOf(document, part);
  if (schema.enum) return schema.enum[0];
  if (schema.properties) {
    const required = new Set(schema.required);
    const given = Object.entries(schema.properties).filter(([name]) => required.has(name));
    return Object.fromEntries(given.map(([name, each]) => [name, exampleOf(document, each)]));
  }
  if (schema.items) return [exampleOf(document, schema.items)];
  if (schema.format !== undefined && ofFormat[schema.format]) return ofFormat[schema.format];
  return schema.type === 'boolean' ? true : schema.type === 'object' ? {} : '';
}
