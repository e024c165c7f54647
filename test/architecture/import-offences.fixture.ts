/** For every rule of `.dependency-cruiser.mjs` an import that breaks it, in a tree of its own. */
export interface Offence {
  readonly rule: string;
  readonly from: string;
  /** As written in the import. */
  readonly to: string;
}

export const offences: readonly Offence[] = [
  { rule: 'kernel-stands-alone', from: 'src/kernel/a.ts', to: '../platform/database/b.js' },
  { rule: 'kernel-without-framework', from: 'src/kernel/c.ts', to: '@nestjs/common' },
  { rule: 'config-stands-alone', from: 'src/config/a.ts', to: '../kernel/d.js' },
  { rule: 'platform-below-features', from: 'src/platform/http/a.ts', to: '../../features/users/index.js' },
  { rule: 'features-below-roots', from: 'src/features/users/a.ts', to: '../../main.js' },
  { rule: 'migrations-freeze-the-past', from: 'migrations/0001-a.ts', to: '../src/kernel/d.js' },
  { rule: 'product-without-tests', from: 'src/kernel/e.ts', to: '../../test/world.js' },
  { rule: 'product-without-development-packages', from: 'src/kernel/f.ts', to: 'prettier' },
  { rule: 'features-through-index', from: 'src/features/staff/a.ts', to: '../users/user.entity.js' },
  { rule: 'roots-through-index', from: 'src/banner.ts', to: './features/users/user.entity.js' },
  { rule: 'typeorm-at-home', from: 'src/platform/health/a.ts', to: 'typeorm' },
  { rule: 'services-without-http', from: 'src/features/users/a.service.ts', to: 'express' },
  { rule: 'rules-without-framework', from: 'src/features/users/a.rule.ts', to: 'rxjs' },
  { rule: 'rules-without-shell', from: 'src/features/users/b.rule.ts', to: './b.service.js' },
  { rule: 'doors-without-repositories', from: 'src/features/users/b.tool.ts', to: './users.repository.js' },
  {
    rule: 'controllers-without-database',
    from: 'src/features/users/a.controller.ts',
    to: './user.entity.js',
  },
  { rule: 'entities-stay-inside', from: 'src/features/users/a.dto.ts', to: './user.entity.js' },
  { rule: 'home-of-better-sqlite3', from: 'src/platform/health/b.ts', to: 'better-sqlite3' },
  { rule: 'home-of-nestjs-jwt', from: 'src/platform/http/b.ts', to: '@nestjs/jwt' },
  { rule: 'home-of-jsonwebtoken', from: 'src/platform/http/c.ts', to: 'jsonwebtoken' },
  { rule: 'home-of-passport-jwt', from: 'src/platform/http/d.ts', to: 'passport-jwt' },
  { rule: 'home-of-nestjs-passport', from: 'src/platform/http/e.ts', to: '@nestjs/passport' },
  { rule: 'home-of-node-rs-argon2', from: 'src/features/users/c.ts', to: '@node-rs/argon2' },
  { rule: 'home-of-pino', from: 'src/features/users/d.ts', to: 'pino' },
  { rule: 'home-of-mysql2', from: 'src/features/users/k.ts', to: 'mysql2' },
  { rule: 'home-of-bull', from: 'src/features/users/l.ts', to: 'bull' },
  { rule: 'home-of-nestjs-bull', from: 'src/features/users/m.ts', to: '@nestjs/bull' },
  { rule: 'home-of-ioredis', from: 'src/features/users/n.ts', to: 'ioredis' },
  { rule: 'home-of-rate-limiter-flexible', from: 'src/features/users/o.ts', to: 'rate-limiter-flexible' },
  { rule: 'home-of-cockatiel', from: 'src/features/users/p.ts', to: 'cockatiel' },
  { rule: 'home-of-prom-client', from: 'src/platform/health/g.ts', to: 'prom-client' },
  { rule: 'home-of-opentelemetry', from: 'src/platform/telemetry/g.ts', to: '@opentelemetry/api' },
  { rule: 'home-of-helmet', from: 'src/platform/http/f.ts', to: 'helmet' },
  { rule: 'resolvable', from: 'src/platform/http/g.ts', to: './nowhere.js' },
];

/** An import of each feature that it does not declare. */
export function undeclaredUses(features: readonly string[]): Offence[] {
  return features.map((feature) => ({
    rule: `feature-${feature}`,
    from: `src/features/${feature}/z.ts`,
    to: feature === 'agents' ? '../undeclared/index.js' : '../agents/index.js',
  }));
}

/** Files that the offences lead to, and imports that are allowed and must not be told. */
export const bystanders: Readonly<Record<string, string>> = {
  'src/main.ts': `import './features/agents/index.js';\nimport './platform/database/b.js';`,
  'src/entities.ts': `import './features/users/user.entity.js';`,
  'src/kernel/d.ts': `import 'luxon';`,
  'src/platform/database/b.ts': `import 'typeorm';\nimport 'better-sqlite3';\nimport '../../kernel/d.js';`,
  'src/platform/auth/b.ts': `import '@nestjs/jwt';\nimport '@node-rs/argon2';`,
  'src/features/agents/index.ts': `import '../users/index.js';`,
  'src/features/undeclared/index.ts': 'export {};',
  'src/features/users/index.ts': `export * from './user.entity.js';`,
  'src/features/users/user.entity.ts': `import 'typeorm';\nexport class UserEntity {}`,
  'src/features/users/users.repository.ts': `import 'typeorm';\nimport './user.entity.js';`,
  'src/features/users/b.service.ts': `import './users.repository.js';`,
  'src/features/users/b.controller.ts': `import 'express';\nimport './b.service.js';`,
  'src/features/users/b.mapper.ts': `import type { UserEntity } from './user.entity.js';\nexport type Row = UserEntity;`,
  'src/features/users/c.rule.ts': `import '../../kernel/d.js';`,
  'src/features/users/c.rule.spec.ts': `import 'prettier';\nimport '../../../test/world.js';`,
  'src/features/staff/b.ts': `import '../users/index.js';`,
  'migrations/0002-b.ts': `import '../src/platform/database/b.js';`,
  'test/world.ts': 'export {};',
};

/** Two circles, the second by types alone; a circle is told once, at one of its files. */
export const circles: readonly Readonly<Record<string, string>>[] = [
  { 'src/kernel/one.ts': `import './two.js';`, 'src/kernel/two.ts': `import './one.js';` },
  {
    'src/kernel/three.ts': `import type { Four } from './four.js';\nexport type Three = Four;`,
    'src/kernel/four.ts': `import type { Three } from './three.js';\nexport type Four = Three | null;`,
  },
];

/** Stand-ins of the packages the tree imports. */
export const packages = {
  dependencies: [
    '@nestjs/common',
    '@nestjs/jwt',
    '@nestjs/passport',
    '@node-rs/argon2',
    'better-sqlite3',
    'express',
    'helmet',
    'jsonwebtoken',
    'luxon',
    'passport-jwt',
    'pino',
    'rxjs',
    'typeorm',
  ],
  devDependencies: ['prettier'],
} as const;
