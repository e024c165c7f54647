import { declareJob } from '../../platform/jobs/job-names.js';

/** Lets a booking lapse that was not paid in time (section 5). */
export const expireUnpaid = declareJob<{ bookingId: string }>('booking.expire');

/** Issues the invoice of work that is done (MO-4). */
export const issueInvoice = declareJob<{ bookingId: string }>('invoice.issue');
