import { declareJob } from '../../../platform/jobs/job-names.js';

/** The customer's time to answer a provider's proposal is over (CX-9). */
export const lapseProposal = declareJob<{ proposalId: string }>('bookings.lapse_proposal');
