export const approvalStates = ['pending', 'approved', 'rejected', 'expired'] as const;
export type ApprovalState = (typeof approvalStates)[number];
