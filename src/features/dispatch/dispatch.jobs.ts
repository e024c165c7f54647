import { declareJob } from '../../platform/jobs/job-names.js';

/** When the wave's time is over. */
export const endWave = declareJob<{ dispatchId: string; waveIndex: number }>('dispatch.end_wave');

/** When a customer whom nobody comes to is to be told (DI-3). */
export const tellUnplaced = declareJob<{ bookingId: string; scheduleVersion: number }>(
  'dispatch.tell_unplaced',
);

/** A provider cannot come in `[fromAt, toAt)`, known since `since`. */
export interface Absence {
  providerId: string;
  /** ISO 8601, as the others. */
  fromAt: string;
  toAt: string | null;
  reason: string;
  since: string;
}

/** When what was being claimed at that moment is looked at too. */
export const findVisitsAgain = declareJob<Absence>('dispatch.find_visits_again');

/** When a visit needs another provider. */
export const replaceProvider = declareJob<{ bookingId: string; providerId: string; reason: string }>(
  'dispatch.replace_provider',
);
