// What the program does once its claim on a database is lost, on the compiled program.
import { setInterval } from 'node:timers';
import { endWhenLost } from '../../dist/src/root.js';
import { DatabaseInUse } from '../../dist/src/platform/database/database-claim.js';

setInterval(() => undefined, 60_000);
endWhenLost(
  { lost: Promise.resolve(DatabaseInUse.onServer('nexora')), release: () => Promise.resolve() },
  { close: async () => void process.stdout.write('closed\n') },
);
