import { declareJob } from '../../platform/jobs/job-names.js';

export interface ErasureOf {
  userId: string;
}

/** Erases what was being written about a person while they were erased. */
export const eraseRemains = declareJob<ErasureOf>('privacy.erase_remains');

/** Erases a person who closed their account long enough ago. */
export const eraseClosed = declareJob<ErasureOf>('privacy.erase_closed');
