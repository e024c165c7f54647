import type { SlaPriority } from '../policies/index.js';

/** What a complaint is about (SL). */
export const complaintTypes = [
  'service_quality',
  'provider_behavior',
  'billing',
  'delay',
  'cancellation_issue',
  'refund_issue',
  'damage',
  'no_show',
  'safety',
  'other',
] as const;
export type ComplaintType = (typeof complaintTypes)[number];

const priorities: Readonly<Record<ComplaintType, SlaPriority>> = {
  safety: 'critical',
  no_show: 'high',
  damage: 'high',
  billing: 'high',
  service_quality: 'medium',
  provider_behavior: 'medium',
  delay: 'medium',
  cancellation_issue: 'medium',
  refund_issue: 'medium',
  other: 'low',
};

/** How urgent a complaint is by what it is about, before anyone has looked at it (section 10). */
export function priorityOf(type: ComplaintType): SlaPriority {
  return priorities[type];
}
