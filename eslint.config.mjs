import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const only = (message, ...group) => ({ group, message });

/** TypeORM stays in entities, repositories, views, platform/database, migrations and seeds (ARCHITECTURE 4.4). */
const typeormHomes = [
  '**/*.entity.ts',
  '**/*.repository.ts',
  '**/*.view.ts',
  'src/platform/database/**',
  'migrations/**',
  'seeds/**',
  'test/**',
];

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', '.data/**', 'coverage/**'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-console': 'error',
      'no-restricted-globals': ['error', { name: 'process', message: 'Import process from node:process where it is allowed.' }],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/config/**', '**/*.spec.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only src/config reads the environment.' },
      ],
    },
  },
  {
    files: ['**/*.ts'],
    ignores: typeormHomes,
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [only('TypeORM belongs to entities, repositories, views and platform/database.', 'typeorm')] },
      ],
    },
  },
  { files: ['test/setup.ts', 'src/cli/**'], rules: { 'no-restricted-globals': 'off' } },
  { files: ['src/cli/**', 'bench/**'], rules: { 'no-console': 'off' } },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', setTimeout: 'readonly', URL: 'readonly' } },
  },
);
