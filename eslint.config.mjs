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
  { ignores: ['dist*/**', 'node_modules/**', '.data/**', 'coverage/**'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  { rules: { eqeqeq: 'error', 'no-var': 'error', 'prefer-const': 'error' } },
  {
    files: ['**/*.ts', '**/*.mts'],
    extends: [...tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-deprecated': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'error',
    },
  },
  {
    files: ['src/**/*.ts', 'migrations/**/*.ts', 'seeds/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'process', message: 'Import process from node:process where it is allowed.' },
      ],
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
        {
          patterns: [
            only('TypeORM belongs to entities, repositories, views and platform/database.', 'typeorm'),
          ],
        },
      ],
    },
  },
  {
    // passport-jwt takes ignoreNotBefore nowhere else.
    files: ['src/platform/auth/access-token.strategy.ts'],
    rules: { '@typescript-eslint/no-deprecated': 'off' },
  },
  { files: ['bench/**'], rules: { 'no-console': 'off' } },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        fetch: 'readonly',
        URL: 'readonly',
      },
    },
  },
);
