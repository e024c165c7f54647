// npm test: every suite there is. Arguments pass through to jest, to choose some of them.
import process from 'node:process';

const choosing = process.argv
  .slice(2)
  .some((argument) => !argument.startsWith('--json') && !argument.startsWith('--outputFile'));
process.on('exit', () => {
  if (!choosing) console.error('Skipped: nothing. Every suite of this release runs on the embedded parts.');
});
await import('./jest.mjs');
