import { jobName } from '../../src/platform/jobs/job-names.js';

/** A promise that is kept from outside. */
export interface Gate {
  passed: Promise<void>;
  open(): void;
}

export function gate(): Gate {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open: () => open() };
}

export interface Numbered {
  n: number;
}

export const greet = jobName<Numbered>('test.greet');

export const tick = 1_000;
