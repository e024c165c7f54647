import { declareJob } from '../../platform/jobs/job-names.js';

/** When a review whose other side kept silent comes to be seen, and so to count. */
export const revealReview = declareJob<{ reviewId: string }>('reviews.reveal');
