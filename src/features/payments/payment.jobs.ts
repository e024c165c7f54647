import { declareJob } from '../../platform/jobs/job-names.js';

/** Sends a refund back to its instrument through the gateway; `attempt` counts from 1. */
export const sendRefund = declareJob<{ refundId: string; attempt: number }>('refund.send');

/** Pays a provider what is due to them on a local day. */
export const makePayout = declareJob<{ providerId: string; onDay: string }>('payout.make');
