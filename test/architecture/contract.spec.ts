import type { OpenAPIObject } from '@nestjs/swagger';
import { listProblemCodes } from '../../scripts/generate-docs.mjs';
import { describeApi, nameIntegers } from '../../src/platform/http/openapi.js';
import { openApplication } from './application.js';
import type { TemporaryApplication } from './application.js';
import { describedRoutes, properties, unsaid, withoutExample, wrongExamples } from './contract.js';
import type { Described, Schema } from './contract.js';
import { controllersOf, routesOf } from './routes.js';
import type { Route } from './routes.js';

const statusOf = new Map(listProblemCodes().map(({ code, status }) => [code, status]));

/** Documented codes that the program does not make, or makes with another status. */
function untrueCodes(routes: readonly Described[]): string[] {
  return routes.flatMap(({ name, problems }) =>
    [...problems].flatMap(([status, codes]) =>
      codes.filter((code) => statusOf.get(code) !== status).map((code) => `${name}: ${status} ${code}`),
    ),
  );
}

describe('the contract', () => {
  let world: TemporaryApplication;
  let document: OpenAPIObject;
  let described: Described[];
  let routes: Route[];

  beforeAll(async () => {
    world = await openApplication();
    document = describeApi(world.app);
    described = describedRoutes(document);
    routes = controllersOf(world.app).flatMap(routesOf);
  });

  afterAll(() => world.close());

  it('describes every route but health and the development inbox, which stand outside /api/v1', () => {
    const ids = new Set(described.map(({ id }) => id));
    const hidden = routes.filter(({ name }) => !ids.has(name.replace(/Controller\./, '.')));
    expect(hidden.filter(({ path }) => !/^(health|dev|metrics)(\/|$)/.test(path))).toEqual([]);
    expect(described.length).toBeGreaterThan(50);
  });

  it('leaves nothing unsaid', () => {
    expect(described.flatMap(unsaid)).toEqual([]);
  });

  it('tells a closed route from an open one as the guards do', () => {
    const access = new Map(routes.map((each) => [each.name.replace(/Controller\./, '.'), each.access]));
    const closed = described.filter(({ id }) => access.get(id)?.to !== 'anyone');
    expect(closed.filter(({ isClosed }) => !isClosed).map(({ name }) => name)).toEqual([]);
  });

  it('names only problems that the program makes, each under its status', () => {
    expect(untrueCodes(described)).toEqual([]);
  });

  it('calls a whole number an integer: money, minutes and counts have no fractions', () => {
    const whole =
      /(Paise|Minutes|Minute|Days|Count|Bps|Ms|quantity|remaining|version|sequence|limit|status)$/;
    const fields = properties(document.components?.schemas as Record<string, Schema>);
    const said = fields
      .filter(([name]) => whole.test(name))
      .flatMap(([name, { type }]) => {
        const types = [type ?? []].flat();
        return types.includes('number') ? [name] : [];
      });
    expect(said).toEqual([]);
    expect(fields.filter(([, { type }]) => [type ?? []].flat().includes('integer')).length).toBeGreaterThan(
      50,
    );
  });

  it('shows a value for every field whose type does not speak for itself, and a valid one', () => {
    expect(withoutExample(document.components?.schemas as Record<string, Schema>)).toEqual([]);
    expect(wrongExamples(document)).toEqual([]);
  });
});

describe('a number without a format', () => {
  it('is an integer wherever it stands, and one with a format stays as it is', () => {
    const document = {
      schema: { type: 'number', example: { type: 'number' } },
      list: [{ type: ['number', 'null'] }],
      properties: { type: { type: 'number' }, lat: { type: 'number', format: 'double' } },
    };
    nameIntegers(document);
    expect(document).toEqual({
      schema: { type: 'integer', example: { type: 'number' } },
      list: [{ type: ['integer', 'null'] }],
      properties: { type: { type: 'integer' }, lat: { type: 'number', format: 'double' } },
    });
  });
});

describe('a description that leaves something unsaid', () => {
  const bare: Described = {
    id: 'Sample.change',
    name: 'PUT /sample/{id}',
    summary: '',
    isClosed: true,
    parameters: [
      { in: 'path', name: 'id' },
      { in: 'query', name: 'limit' },
      { in: 'header', name: 'Idempotency-Key' },
    ],
    hasBody: true,
    problems: new Map([[409, []]]),
    shapeless: [200],
  };

  it('is told what', () => {
    expect(unsaid(bare)).toEqual(
      [
        'a summary',
        'the shape of 200',
        '401 auth.required',
        '403 auth.wrong_audience',
        '404 .not_found',
        '400 request.malformed_json',
        '422 request.invalid',
        '422 ',
        '400 idempotency.key_invalid',
        '422 idempotency.key_reused',
        'the code of 409',
      ].map((what) => `PUT /sample/{id}: ${what}`),
    );
  });

  it('is told which code does not exist or goes with another status', () => {
    const problems = new Map([
      [404, ['booking.not_found', 'booking.lost']],
      [409, ['user.not_found']],
    ]);
    expect(untrueCodes([{ ...bare, problems }])).toEqual([
      'PUT /sample/{id}: 404 booking.lost',
      'PUT /sample/{id}: 409 user.not_found',
    ]);
  });

  it('is told which field shows nothing, and which shows nonsense', () => {
    const schemas = {
      Sample: {
        type: 'object',
        properties: {
          id: { type: 'string', format: 'uuid' },
          name: { type: 'string' },
          age: { type: 'number', example: 'old' },
        },
      },
    };
    expect(withoutExample(schemas)).toEqual(['Sample.name']);
    const document = {
      openapi: '3.1.0',
      info: { title: '', version: '' },
      paths: {},
      components: { schemas },
    };
    expect(wrongExamples(document as OpenAPIObject)).toEqual(['Sample.age: "old"']);
  });
});
