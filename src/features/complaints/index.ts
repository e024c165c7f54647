export { complaintTypes, priorityOf } from './complaint-priority.rule.js';
export type { ComplaintType } from './complaint-priority.rule.js';
export { ComplaintEntity, complaintStatuses } from './complaint.entity.js';
export type { ComplaintStatus } from './complaint.entity.js';
export { ComplaintUpdateEntity } from './complaint-update.entity.js';
export type { ComplaintAuthorKind } from './complaint-update.entity.js';
export { PriorityItemEntity, priorityItemKinds } from './priority-item.entity.js';
export type { PriorityItemKind, PriorityParts } from './priority-item.entity.js';
export { OpenComplaintsView } from './open-complaints.view.js';
