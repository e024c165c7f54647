import fc from 'fast-check';
import type { Role } from '../../src/features/staff/roles.repository.js';
import { permissions } from '../../src/kernel/permissions.js';
import type { Permission } from '../../src/kernel/permissions.js';

export interface Member {
  id: string;
  role: Role;
  isActive: boolean;
}

export interface Invitation {
  id: string;
  roleId: string;
  /** Of somebody who is on the books already. */
  staffId: string | null;
  invitedById: string;
  isOpen: boolean;
}

export interface Approval {
  id: string;
  isPending: boolean;
  requestedById: string;
  subjectId: string;
  roleId: string;
}

export interface Key {
  id: string;
  ownerId: string;
  isRevoked: boolean;
}

/** Everything that says who may do what, in the order of its making. */
export interface Snapshot {
  members: Member[];
  roles: Role[];
  invitations: Invitation[];
  approvals: Approval[];
  keys: Key[];
}

/** Every number picks from what there is at that moment, going round. */
export type Act = { actor: number } & (
  | { do: 'move'; target: number; role: number }
  | { do: 'edit'; target: number }
  | { do: 'dismiss'; target: number }
  | { do: 'create'; role: number }
  | { do: 'invite'; role: number }
  | { do: 'join'; invitation: number }
  | { do: 'makeRole'; level: number; permissions: Permission[] }
  | { do: 'changeRole'; role: number; level: number; permissions: Permission[]; keepsLevel: boolean }
  | { do: 'ask'; target: number; role: number }
  | { do: 'approve'; approval: number }
  | { do: 'reject'; approval: number }
  | { do: 'endSession'; target: number }
  | { do: 'issueKey' }
  | { do: 'rotateKey'; key: number }
  | { do: 'revokeKey'; key: number }
);

const nth = fc.nat({ max: 60 });
/** The first two are the super_admin and the admin, who can do most. */
const actor = fc.oneof({ weight: 3, arbitrary: nth }, { weight: 2, arbitrary: fc.nat({ max: 1 }) });
const last = fc.nat({ max: 3 }).map((each) => -1 - each);
const level = fc.integer({ min: 1, max: 99 });
const some = fc.subarray([...permissions], { maxLength: 6 });
const is = fc.constant;

export const kinds = [
  ...['move', 'edit', 'dismiss', 'create', 'invite', 'join', 'makeRole', 'changeRole'],
  ...['ask', 'approve', 'reject', 'endSession', 'issueKey', 'rotateKey', 'revokeKey'],
];

export const acts: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: is('move' as const), actor, target: nth, role: nth }) },
  { weight: 1, arbitrary: fc.record({ do: is('edit' as const), actor, target: nth }) },
  { weight: 1, arbitrary: fc.record({ do: is('dismiss' as const), actor, target: nth }) },
  { weight: 2, arbitrary: fc.record({ do: is('create' as const), actor, role: nth }) },
  { weight: 2, arbitrary: fc.record({ do: is('invite' as const), actor, role: nth }) },
  { weight: 3, arbitrary: fc.record({ do: is('join' as const), actor, invitation: last }) },
  { weight: 1, arbitrary: fc.record({ do: is('makeRole' as const), actor, level, permissions: some }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: is('changeRole' as const),
      actor,
      role: nth,
      level,
      permissions: some,
      keepsLevel: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: is('ask' as const), actor: fc.nat({ max: 1 }), target: nth, role: is(0) }),
  },
  { weight: 1, arbitrary: fc.record({ do: is('ask' as const), actor, target: nth, role: nth }) },
  { weight: 4, arbitrary: fc.record({ do: is('approve' as const), actor, approval: last }) },
  { weight: 4, arbitrary: fc.record({ do: is('reject' as const), actor, approval: last }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: is('endSession' as const),
      actor: fc.nat({ max: 2 }),
      target: fc.nat({ max: 2 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: is('issueKey' as const), actor }) },
  { weight: 1, arbitrary: fc.record({ do: is('rotateKey' as const), actor, key: last }) },
  { weight: 1, arbitrary: fc.record({ do: is('revokeKey' as const), actor, key: last }) },
);

export function pick<T>(all: readonly T[], index: number): T {
  const found = find(all, index);
  if (found === undefined) throw new Error('There is nothing to pick from.');
  return found;
}

export function find<T>(all: readonly T[], index: number): T | undefined {
  return all.at(index % Math.max(all.length, 1));
}

export const isTop = ({ name }: Role): boolean => name === 'super_admin';
export const tops = ({ members }: Snapshot): Member[] =>
  members.filter(({ role, isActive }) => isActive && isTop(role));
export const isMade = ({ name }: Role): boolean => name.startsWith('made_');

const covers = (giver: Role, given: { level: number; permissions: readonly Permission[] }): boolean =>
  giver.level > given.level && given.permissions.every((each) => giver.permissions.includes(each));
const mayAct = ({ isActive, role }: Member, permission: Permission): boolean =>
  isActive && role.permissions.includes(permission);

/** What a changed role is to hold: one of the house's loses what it has of these, and gains the others. */
export function permissionsAfter(role: Role, given: readonly Permission[]): Permission[] {
  if (isMade(role)) return [...given];
  return permissions.filter((each) => role.permissions.includes(each) !== given.includes(each));
}

/** What ID-4, ID-5 and ID-8 say, word by word, of the state before the act. */
export function isAllowed(act: Act, before: Snapshot): boolean {
  const { members, roles } = before;
  const by = pick(members, act.actor);
  switch (act.do) {
    case 'create':
    case 'invite':
      return mayAct(by, 'staff.create') && covers(by.role, pick(roles, act.role));
    case 'join':
      return mayJoin(find(before.invitations, act.invitation), before);
    case 'edit': {
      const target = pick(members, act.target);
      return mayAct(by, 'staff.edit') && target.isActive && by.role.level > target.role.level;
    }
    case 'dismiss': {
      const target = pick(members, act.target);
      if (!mayAct(by, 'staff.delete')) return false;
      if (!target.isActive) return true;
      if (target.id === by.id) return !isTop(target.role) || tops(before).length > 1;
      return by.role.level > target.role.level;
    }
    case 'move':
      return mayMove(by, pick(members, act.target), pick(roles, act.role), before);
    case 'makeRole':
      return (
        mayAct(by, 'roles.manage') &&
        covers(by.role, act) &&
        (act.permissions.length === 0 || by.role.permissions.includes('permissions.manage'))
      );
    case 'changeRole': {
      const role = pick(roles, act.role);
      const next = permissionsAfter(role, act.permissions);
      const given = { level: isMade(role) ? act.level : role.level, permissions: next };
      if (!mayAct(by, 'roles.manage') || by.role.level <= role.level || !covers(by.role, given)) return false;
      const isSame =
        next.length === role.permissions.length && next.every((each) => role.permissions.includes(each));
      if (!isSame && !by.role.permissions.includes('permissions.manage')) return false;
      return isMade(role) || act.keepsLevel;
    }
    case 'ask': {
      const subjectId = pick(members, act.target).id;
      const isPending = before.approvals.some((each) => each.isPending && each.subjectId === subjectId);
      return !isPending && mayHappen(by, subjectId, pick(roles, act.role).id, before);
    }
    case 'approve': {
      const approval = find(before.approvals, act.approval);
      const asker = members.find(({ id }) => id === approval?.requestedById);
      if (!approval || !asker || !mayDecide(by, approval)) return false;
      return mayHappen(asker, approval.subjectId, approval.roleId, before);
    }
    case 'reject': {
      const approval = find(before.approvals, act.approval);
      return approval !== undefined && mayDecide(by, approval);
    }
    case 'endSession':
      return pick(members, act.target).id === by.id;
    case 'issueKey':
      return true;
    case 'rotateKey':
    case 'revokeKey': {
      const key = find(before.keys, act.key);
      return key !== undefined && key.ownerId === by.id && !key.isRevoked;
    }
  }
}

function mayMove(by: Member, target: Member, next: Role, before: Snapshot): boolean {
  if (!mayAct(by, 'staff.edit') || !target.isActive) return false;
  const isSelf = target.id === by.id;
  if (!isSelf && (isTop(next) || by.role.level <= target.role.level)) return false;
  if (next.id === target.role.id) return true;
  if (!covers(by.role, next)) return false;
  return !isTop(target.role) || tops(before).length > 1;
}

function mayJoin(invitation: Invitation | undefined, { members, roles }: Snapshot): boolean {
  if (!invitation?.isOpen) return false;
  if (invitation.staffId !== null)
    return members.some(({ id, isActive }) => isActive && id === invitation.staffId);
  const inviter = members.find(({ id }) => id === invitation.invitedById);
  const role = roles.find(({ id }) => id === invitation.roleId);
  return !!inviter && !!role && mayAct(inviter, 'staff.create') && covers(inviter.role, role);
}

/** Making or unmaking a super_admin, as one of them asks for it. */
function mayHappen(asker: Member, subjectId: string, roleId: string, before: Snapshot): boolean {
  const target = before.members.find(({ id }) => id === subjectId);
  const next = before.roles.find(({ id }) => id === roleId);
  if (!target?.isActive || !next || !asker.isActive || !isTop(asker.role)) return false;
  if (isTop(target.role) === isTop(next)) return false;
  return !isTop(target.role) || tops(before).length > 1;
}

function mayDecide(by: Member, { isPending, requestedById, subjectId }: Approval): boolean {
  return isPending && by.isActive && by.role.level >= 90 && by.id !== requestedById && by.id !== subjectId;
}
