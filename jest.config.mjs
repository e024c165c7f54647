const common = {
  rootDir: '.',
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  moduleNameMapper: { '^(\\.{1,2}/.*(?<!\\.json))\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.data'],
  setupFiles: ['<rootDir>/test/setup.ts'],
  setupFilesAfterEnv: ['<rootDir>/test/setup-after-env.ts'],
};

const folder = (displayName) => ({
  ...common,
  displayName,
  testMatch: [`<rootDir>/test/${displayName}/**/*.spec.ts`],
});

/** On servers a world is two applications, and each statement goes to another process. */
const isOnServers = process.env.TEST_DATABASE_URL !== undefined;

export default {
  maxWorkers: '100%',
  // Modules of a file that has been run stay in the memory of its worker, which is replaced when they are too many.
  workerIdleMemoryLimit: '1500MB',
  // On a machine with more to do a worker that holds nothing open still takes longer than half a second to leave.
  workerGracefulExitTimeout: 10_000,
  testTimeout: isOnServers ? 60_000 : 30_000,
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: [
        '<rootDir>/src/**/*.spec.ts',
        '<rootDir>/seeds/**/*.spec.ts',
        '<rootDir>/migrations/**/*.spec.ts',
      ],
    },
    folder('architecture'),
    folder('contracts'),
    folder('integration'),
    {
      ...folder('e2e'),
      globalSetup: '<rootDir>/test/e2e/global-setup.mjs',
      globalTeardown: '<rootDir>/test/e2e/global-teardown.mjs',
    },
  ],
};
