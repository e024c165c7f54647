// npm run check: format, lint and types side by side, then the unit tests. What one of them says is printed when it has
// ended; ends with 1 when any of them does not hold.
import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';

/** @returns whether the script of package.json held */
async function run(script) {
  const child = spawn('npm', ['run', '--silent', script], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => said.push(bytes));
  const [code] = await once(child, 'close');
  process.stderr.write(`\n--- ${script}: ${code === 0 ? 'held' : 'FAILED'}\n${Buffer.concat(said)}`);
  return code === 0;
}

const held = await Promise.all(['format:check', 'lint', 'types'].map(run));
process.exit(held.every(Boolean) && (await run('test:unit')) ? 0 : 1);
