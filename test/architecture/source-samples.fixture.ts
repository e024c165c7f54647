/** Texts that break or keep a convention, each with the path it would stand at. */
export interface Samples {
  readonly breaks: readonly (readonly [path: string, text: string])[];
  readonly keeps: readonly (readonly [path: string, text: string])[];
}

const lines = (count: number): string => 'export {};\n'.repeat(count);

export const samples: Readonly<Record<string, Samples>> = {
  'file names are kebab-case with a known role': {
    breaks: [
      ['src/kernel/Money.ts', ''],
      ['src/features/Users/user.entity.ts', ''],
      ['src/kernel/money_rounding.ts', ''],
      ['src/kernel/money-utils.ts', ''],
      ['src/kernel/helper.ts', ''],
      ['src/kernel/data.ts', ''],
      ['src/features/users/user.thing.ts', ''],
      ['src/features/users/user.entity.rule.ts', ''],
    ],
    keeps: [
      ['src/kernel/money.ts', ''],
      ['src/composition/reference-data.ts', ''],
      ['src/kernel/money.spec.ts', ''],
      ['src/features/users/user.entity.ts', ''],
      ['src/features/pricing/gst.rule.spec.ts', ''],
      ['scripts/generate-docs.d.mts', ''],
    ],
  },
  'no file is over 400 lines': {
    breaks: [['src/kernel/long.ts', lines(401)]],
    keeps: [
      ['src/kernel/long.ts', lines(400)],
      ['src/features/agents/nlu/words.fixture.ts', lines(500)],
    ],
  },
  'nothing is exported as default': {
    breaks: [
      ['src/kernel/a.ts', 'export default class A {}'],
      ['src/kernel/a.ts', 'const a = 1; export default a;'],
      ['src/kernel/a.ts', 'export default function a() {}'],
    ],
    keeps: [
      ['src/kernel/a.ts', 'export class A {}'],
      ['src/kernel/a.ts', 'switch (a) { default: b(); }'],
      ['jest.config.mjs', 'export default {};'],
    ],
  },
  'no comment promises work': {
    breaks: [
      ['src/kernel/a.ts', '// TODO: later\nexport {};'],
      ['src/kernel/a.ts', '/** FIXME */\nexport {};'],
      ['src/kernel/a.ts', 'export function a() {\n  b(); // HACK\n}'],
      ['src/kernel/a.ts', 'export function a() {\n  /* XXX */\n}'],
    ],
    keeps: [['src/kernel/a.ts', "export const word = 'TODO'; // What is to be done."]],
  },
  'no comment silences a checker': {
    breaks: [
      ['src/kernel/a.ts', '// eslint-disable-next-line\nexport {};'],
      ['src/kernel/a.ts', '// @ts-ignore\nexport {};'],
      ['src/kernel/a.ts', '// @ts-expect-error\nexport {};'],
      ['src/kernel/a.ts', '/* istanbul ignore next */\nexport {};'],
    ],
    keeps: [['src/kernel/a.ts', "export const rule = 'eslint-disable';"]],
  },
  'nothing is of type any': {
    breaks: [
      ['src/kernel/a.ts', 'export const a = b as any;'],
      ['src/kernel/a.ts', 'export function a(b: any) {}'],
      ['src/kernel/a.ts', 'export type A = Map<string, any[]>;'],
    ],
    keeps: [['src/kernel/a.ts', "export const any: unknown = 'any'; Promise.any([]);"]],
  },
  'only config reads the environment': {
    breaks: [
      ['src/kernel/a.ts', 'export const a = process.env.PORT;'],
      ['src/kernel/a.ts', "export const a = process['env'];"],
      ['src/kernel/a.ts', 'const { env } = process;'],
      ['src/kernel/a.ts', 'const { env: settings } = process;'],
      ['src/kernel/a.ts', "import { env } from 'node:process';"],
      ['src/main.ts', "process.loadEnvFile('.env');"],
    ],
    keeps: [
      ['src/config/a.ts', 'export const a = process.env.PORT;'],
      ['src/kernel/a.spec.ts', "process.env['TZ'] = 'UTC';"],
      ['src/kernel/a.ts', 'process.exit(world.env);'],
    ],
  },
  'HTTP exceptions stay in controllers and platform/http': {
    breaks: [
      ['src/features/users/users.service.ts', "import { NotFoundException } from '@nestjs/common';"],
      ['src/bootstrap.ts', "import { HttpException as Fault } from '@nestjs/common';"],
    ],
    keeps: [
      ['src/platform/http/problem.filter.ts', "import { HttpException } from '@nestjs/common';"],
      ['src/features/users/users.controller.ts', "import { NotFoundException } from '@nestjs/common';"],
      ['src/features/users/users.service.ts', "import { Injectable } from '@nestjs/common';"],
      ['src/features/sla/a.ts', "import type { DateException } from '../../kernel/calendar.js';"],
    ],
  },
  'a transaction does one thing after the other': {
    breaks: [
      ['src/a.service.ts', 'this.work.run(async (tx) => { await Promise.all([a(tx), b(tx)]); });'],
      ['src/a.service.ts', 'work.read((reader) => Promise.allSettled(list.map((each) => a(reader, each))));'],
      [
        'src/a.repository.ts',
        'class A { async a(tx: Tx) { const all = () => Promise.all([]); await all(); } }',
      ],
      ['src/a.repository.ts', 'async function list(reader: Reader) { return Promise.race([]); }'],
    ],
    keeps: [
      ['src/a.service.ts', 'await Promise.all([this.work.read(a), this.work.read(b)]);'],
      ['src/a.service.ts', 'machine.run(async () => Promise.all([]));'],
    ],
  },
  'controllers, entities, modules and filters live in files of their role': {
    breaks: [
      ['src/features/users/users.service.ts', "@Controller('users') export class UsersController {}"],
      ['src/features/users/user.ts', '@Entity() export class UserEntity {}'],
      ['src/features/users/index.ts', '@Module({}) export class UsersModule {}'],
    ],
    keeps: [
      ['src/features/users/users.controller.ts', "@Controller('users') export class UsersController {}"],
      ['src/features/users/users.service.ts', '@Injectable() export class UsersService {}'],
    ],
  },
  'features and the platform ask the clock for the time': {
    breaks: [
      ['src/features/sla/a.ts', 'const now = new Date();'],
      ['src/features/sla/a.ts', 'const now = Date.now();'],
      ['src/features/sla/a.ts', 'const now = DateTime.now();'],
      ['src/features/sla/a.ts', 'const now = DateTime.utc();'],
      ['src/platform/jobs/a.ts', 'const now = new Date;'],
    ],
    keeps: [
      ['src/features/sla/a.ts', 'const at = new Date(0);'],
      ['src/features/sla/a.ts', 'const at = DateTime.fromJSDate(now);'],
      ['src/features/sla/a.ts', 'const startedMs = performance.now();'],
      ['src/kernel/clock.ts', 'const now = new Date();'],
    ],
  },
  'rules roll no dice': {
    breaks: [
      ['src/features/pricing/a.rule.ts', 'const a = Math.random();'],
      ['src/features/bookings/a.state.ts', 'const id = newId();'],
      ['src/features/bookings/a.policy.ts', 'const id = crypto.randomUUID();'],
    ],
    keeps: [
      ['src/features/pricing/a.rule.ts', 'const a = Math.round(random());'],
      ['src/kernel/ids.ts', 'const id = randomUUID();'],
    ],
  },
  'nothing is wired by forwardRef, no schema synchronised': {
    breaks: [
      ['src/features/users/users.module.ts', 'const imports = [forwardRef(() => StaffModule)];'],
      ['src/platform/database/sqlite.ts', 'new DataSource({ synchronize: true });'],
    ],
    keeps: [['src/platform/database/sqlite.ts', 'new DataSource({ synchronize: false });']],
  },
  'no test is skipped, singled out or a mock': {
    breaks: [
      ['src/kernel/a.spec.ts', "it.skip('a', () => {});"],
      ['src/kernel/a.spec.ts', "describe.only('a', () => {});"],
      ['src/kernel/a.spec.ts', "it.todo('a');"],
      ['src/kernel/a.spec.ts', "xit('a', () => {});"],
      ['test/contracts/a.contract.ts', 'const call = jest.fn();'],
    ],
    keeps: [['src/kernel/a.spec.ts', "it('skips what is done', () => { expect(a.skip()).toBe(1); });"]],
  },
};
