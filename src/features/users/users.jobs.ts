import { declareJob } from '../../platform/jobs/job-names.js';

export interface DeleteAvatar {
  avatarKey: string;
}

/** Deletes the file of a picture that is nobody's any more. */
export const deleteAvatar = declareJob<DeleteAvatar>('avatar.delete');
