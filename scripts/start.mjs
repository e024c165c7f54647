// npm start, npm run worker and the commands: builds when the sources changed, then runs in this very process,
// so that signals and exit codes are the program's own.
import { build } from './build.mjs';

const [program = 'main', ...rest] = process.argv.slice(2);
try {
  build();
} catch (fault) {
  console.error(fault.message);
  process.exit(1);
}
process.argv.splice(2, process.argv.length - 2, ...rest);
await import(`../dist/src/${program === 'cli' ? 'cli/cli' : program}.js`);
