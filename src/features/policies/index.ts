export { PoliciesModule } from './policies.module.js';
export { PoliciesService } from './policies.service.js';
export type { PolicyDocument, PolicyDraft } from './policies.service.js';
export type { PolicyScope } from './policy-resolution.rule.js';
export { PolicyEntity } from './policy.entity.js';
export type { PolicyScopeKind } from './policy.entity.js';
export type * from './policy-bodies.js';
export { gstGroups, slaPriorities } from './policy-bodies.js';
export { isPolicyBody, policyFaults, policyKinds } from './policy-faults.js';
