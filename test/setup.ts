import 'reflect-metadata';
import fc from 'fast-check';

process.env['TZ'] = 'UTC';

/** The same cases in every run, so that a red gate means a change; FC_SEED=<number> looks at others. */
fc.configureGlobal({ seed: Number(process.env['FC_SEED'] ?? 20_261_121) });
