import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, getSchemaPath } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import { describePersonal } from './describe-personal.js';
import { commandExtension } from './idempotency.interceptor.js';
import { ProblemDto } from './problem.dto.js';
import { titleOf } from './problem.js';

/** The contract as the code has it; `npm run generate` writes it to openapi.json. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const description = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Nexora')
    .setDescription(
      'Home services in 20 Indian cities: catalogue, prices, slots, bookings, and an assistant that can act. ' +
        'Money is integer paise, instants are ISO 8601 UTC, refusals are RFC 9457 problem documents.',
    )
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' })
    .build();
  const document = SwaggerModule.createDocument(app, description, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}.${method}`,
  });
  for (const [path, item] of Object.entries(document.paths)) if (path.startsWith('/api/')) describeEdge(item);
  nameIntegers(document);
  describePersonal(app, document);
  return document;
}

/**
 * TypeScript has one word for both, the contract has two: a number is an integer unless its `format` says that it is
 * measured (`double`). Schemas are found wherever they stand; a value that is an example is no schema.
 */
export function nameIntegers(node: unknown): void {
  if (Array.isArray(node)) for (const each of node) nameIntegers(each);
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
  const schema = node as Record<string, unknown>;
  if (schema['format'] === undefined) {
    const { type } = schema;
    if (type === 'number') schema['type'] = 'integer';
    if (Array.isArray(type) && type.includes('number'))
      schema['type'] = type.map((each: unknown) => (each === 'number' ? 'integer' : each));
  }
  for (const [name, each] of Object.entries(schema))
    if (name !== 'example' && name !== 'default' && name !== 'enum') nameIntegers(each);
}

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** What every route may answer is written once, here. */
function describeEdge(item: OpenAPIObject['paths'][string]): void {
  for (const method of methods) {
    const responses = item[method]?.responses as Record<string, ResponseObject> | undefined;
    if (!responses) continue;
    responses['429'] = withRefusal(responses['429'], 429, 'rate.limited');
    responses['503'] = withRefusal(
      responses['503'],
      503,
      'database.unavailable, database.busy, request.timeout',
    );
    if (isOpenToKeys(item[method])) {
      responses['401'] = withCode(responses['401'], 401, 'auth.signature_invalid');
      responses['403'] = withCode(responses['403'], 403, 'auth.scope_missing');
    }
    if (isCommand(item[method]))
      responses['409'] = withCode(responses['409'], 409, 'idempotency.in_progress');
    if (method === 'get')
      responses['304'] = { description: 'Not changed since the answer whose ETag If-None-Match names' };
  }
}

interface ResponseObject {
  description: string;
  headers?: Record<string, object>;
  content?: Record<string, object>;
}

function isOpenToKeys(operation: object | undefined): boolean {
  return operation !== undefined && 'x-scope' in operation;
}

function isCommand(operation: object | undefined): boolean {
  return operation !== undefined && commandExtension in operation;
}

function withCode(known: ResponseObject | undefined, status: number, code: string): ResponseObject {
  return {
    ...known,
    description: known ? `${known.description}, ${code}` : `${titleOf(status)}: ${code}`,
    content: known?.content ?? {
      'application/problem+json': { schema: { $ref: getSchemaPath(ProblemDto) } },
    },
  };
}

function withRefusal(known: ResponseObject | undefined, status: number, codes: string): ResponseObject {
  return {
    description: known ? `${known.description}, ${codes}` : `${titleOf(status)}: ${codes}`,
    headers: { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer', minimum: 1 } } },
    content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemDto) } } },
  };
}

/** Serves the contract: Swagger UI at /docs, the document at /openapi.json. It is drawn up when first asked for. */
export function serveApiDescription(app: INestApplication): void {
  SwaggerModule.setup('docs', app, () => describeApi(app), {
    jsonDocumentUrl: 'openapi.json',
    customSiteTitle: 'Nexora API',
  });
}
