import { readFileSync } from 'node:fs';

const featureGraph = JSON.parse(readFileSync(new URL('docs/feature-graph.json', import.meta.url), 'utf8'));

/** Matches npm packages by name, wherever they are installed. */
const packages = (...names) => `(^|node_modules/)(${names.join('|')})(/|$)`;
const frameworks = packages(
  '@nestjs',
  'typeorm',
  'express',
  'rxjs',
  'class-validator',
  'class-transformer',
  'pino',
);
const spec = '\\.spec\\.ts$';

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** A package has one home: the adapter that hides it from everybody else (ARCHITECTURE 4.4). */
const homes = [
  ['better-sqlite3', '^src/platform/database/'],
  ['@nestjs/jwt', '^src/platform/auth/'],
  ['jsonwebtoken', '^src/platform/auth/'],
  ['passport-jwt', '^src/platform/auth/'],
  ['@nestjs/passport', '^src/platform/auth/'],
  ['@node-rs/argon2', '^src/platform/auth/'],
  ['mysql2', '^src/platform/database/'],
  ['bull', '^src/platform/jobs/'],
  ['@nestjs/bull', '^src/platform/jobs/'],
  ['ioredis', '^src/platform/(redis|cache|rate-limit|jobs|health)/'],
  ['rate-limiter-flexible', '^src/platform/rate-limit/'],
  ['cockatiel', '^src/platform/database-breaker/'],
  ['pino', '^src/platform/telemetry/'],
  ['prom-client', '^src/platform/telemetry/metrics\\.ts$'],
  ['@opentelemetry', '^src/platform/telemetry/tracing\\.ts$'],
  ['helmet', '^src/platform/http/security-headers\\.middleware\\.ts$'],
];

const layers = [
  rule(
    'kernel-stands-alone',
    'The kernel is under everything and knows nothing of it.',
    { path: '^src/kernel/' },
    { path: '^(src/(?!kernel/)|migrations/|seeds/)' },
  ),
  rule(
    'kernel-without-framework',
    'The kernel is plain TypeScript.',
    { path: '^src/kernel/' },
    { path: frameworks },
  ),
  rule(
    'config-stands-alone',
    'Settings are read before anything else exists.',
    { path: '^src/config/' },
    { path: '^(src/(?!config/)|migrations/|seeds/)' },
  ),
  rule(
    'platform-below-features',
    'The platform stands on kernel and config only.',
    { path: '^src/platform/' },
    { path: '^(src/(?!(kernel|config|platform)/)|migrations/|seeds/)' },
  ),
  rule(
    'features-below-roots',
    'Features do not know what composes them.',
    { path: '^src/features/' },
    { path: '^(src/(?!(kernel|config|platform|features)/)|migrations/|seeds/)' },
  ),
  rule(
    'migrations-freeze-the-past',
    'A migration must not change when the code does.',
    { path: '^migrations/' },
    { path: '^(src/(?!platform/database/)|seeds/|test/)' },
  ),
  rule(
    'product-without-tests',
    'What ships does not import what tests it.',
    { path: '^(src|migrations|seeds)/', pathNot: spec },
    { path: `^(test|bench)/|${spec}|\\.fixture\\.ts$` },
  ),
  rule(
    'product-without-development-packages',
    'What serves requests runs without the development packages; only writing the generated files needs prettier.',
    { path: '^(src|migrations|seeds)/', pathNot: [spec, '\\.fixture\\.ts$', '^src/cli/generate\\.ts$'] },
    { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  ),
];

const features = [
  rule(
    'features-through-index',
    'A feature is entered by its index.ts.',
    { path: '^src/features/([^/]+)/' },
    { path: '^src/features/[^/]+/', pathNot: ['^src/features/$1/', '^src/features/[^/]+/index\\.ts$'] },
  ),
  rule(
    'roots-through-index',
    'Roots enter a feature by its index.ts too; src/entities.ts alone lists the entities.',
    { path: '^src/(?!(kernel|config|platform|features)/)', pathNot: ['^src/entities\\.ts$', spec] },
    { path: '^src/features/[^/]+/(?!index\\.ts$)' },
  ),
  ...Object.entries(featureGraph).map(([feature, { uses }]) =>
    rule(
      `feature-${feature}`,
      `${feature} uses ${uses.join(', ') || 'no other feature'} (docs/feature-graph.json).`,
      { path: `^src/features/${feature}/` },
      { path: `^src/features/(?!(${[feature, ...uses].join('|')})/)` },
    ),
  ),
];

const roles = [
  rule(
    'typeorm-at-home',
    'TypeORM stays in entities, repositories, views, platform/database, migrations, seeds.',
    {
      path: '^src/',
      pathNot: ['\\.(entity|repository|view)\\.ts$', '^src/platform/database/', spec],
    },
    { path: packages('typeorm') },
  ),
  rule(
    'services-without-http',
    'Services speak the trade, not HTTP.',
    { path: '\\.(service|repository|entity|rule|policy|state|events|jobs|listener|agent|tool)\\.ts$' },
    { path: packages('express', '@nestjs/platform-express') },
  ),
  rule(
    'rules-without-framework',
    'A rule is a pure function over plain values.',
    { path: '\\.(rule|policy|state)\\.ts$' },
    { path: frameworks },
  ),
  rule(
    'rules-without-shell',
    'A rule loads and saves nothing.',
    { path: '\\.(rule|policy|state)\\.ts$' },
    { path: '\\.(service|repository|controller|module|listener)\\.ts$|^src/(platform|config)/' },
  ),
  rule(
    'doors-without-repositories',
    'Controllers, tools, agents and listeners call a service; they do not see repositories.',
    { path: '\\.(controller|tool|agent|listener)\\.ts$' },
    { path: '\\.repository\\.ts$' },
  ),
  rule(
    'controllers-without-database',
    'A controller parses, calls one service and maps.',
    { path: '\\.controller\\.ts$' },
    { path: '\\.entity\\.ts$|^src/platform/database/' },
  ),
  rule(
    'entities-stay-inside',
    'Entities never leave by HTTP: a DTO is a shape of its own, and a mapper names an entity only as a type.',
    { path: '\\.(dto|query|mapper)\\.ts$' },
    { path: '\\.entity\\.ts$', dependencyTypesNot: ['type-only'] },
  ),
  ...homes.map(([name, home]) =>
    rule(
      `home-of-${name.replace('@', '').replace('/', '-')}`,
      `${name} is hidden behind one adapter.`,
      { path: '^(src|migrations|seeds)/', pathNot: [home, spec] },
      { path: packages(name) },
    ),
  ),
];

const everywhere = [
  rule('no-cycles', 'Classes that import each other fail at load under ESM.', {}, { circular: true }),
  rule('resolvable', 'An import leads somewhere.', {}, { couldNotResolve: true }),
];

/** The directions of ARCHITECTURE 4, for `npx depcruise src` and for test/architecture alike. */
export default {
  forbidden: [...layers, ...features, ...roles, ...everywhere],
  options: {
    doNotFollow: { path: ['node_modules'] },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.mts', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
