import type { Permission } from '../../kernel/permissions.js';

/** The role above all others. Acts that make or unmake one of these take two people (ID-4). */
export const topRole = 'super_admin';

/** Staff who decide about super_admins beside the one who asks are of this level or above (ID-4). */
export const secondPersonLevel = 90;

/** What somebody may do at this moment. */
export interface Authority {
  /** Of their role: higher outranks lower. */
  level: number;
  permissions: ReadonlySet<Permission>;
}

export interface RankedRole {
  level: number;
  permissions: readonly Permission[];
}

export type GrantFault = 'level_too_high' | { permissionNotHeld: Permission };

/** Whether staff of this authority act on those of a level: never on their own or above (ID-4). */
export function outranks(authority: Authority, level: number): boolean {
  return authority.level > level;
}

/** Why this authority may not give somebody a role, or make a role like it; null when it may (ID-4). */
export function grantFault(authority: Authority, role: RankedRole): GrantFault | null {
  if (!outranks(authority, role.level)) return 'level_too_high';
  const permissionNotHeld = role.permissions.find((each) => !authority.permissions.has(each));
  return permissionNotHeld === undefined ? null : { permissionNotHeld };
}
