import fc from 'fast-check';
import { RolesAdministration, StaffAdministration } from '../../src/features/staff/index.js';
import { RolesRepository } from '../../src/features/staff/roles.repository.js';
import type { Role } from '../../src/features/staff/roles.repository.js';
import { StaffMemberEntity } from '../../src/features/staff/staff-member.entity.js';
import type { Actor } from '../../src/kernel/actor.js';
import { DomainError } from '../../src/kernel/errors.js';
import { permissions } from '../../src/kernel/permissions.js';
import type { Permission } from '../../src/kernel/permissions.js';
import { ApprovalsService } from '../../src/platform/approvals/approvals.service.js';
import { IdentityWorld } from './identity-world.js';

interface Member {
  id: string;
  role: Role;
  isActive: boolean;
}

interface Snapshot {
  members: Member[];
  roles: Role[];
}

type Act =
  | { do: 'move'; actor: number; target: number; role: number }
  | { do: 'dismiss'; actor: number; target: number }
  | { do: 'create'; actor: number; role: number }
  | { do: 'makeRole'; actor: number; level: number; permissions: Permission[] }
  | { do: 'changeRole'; actor: number; role: number; level: number; permissions: Permission[] }
  | { do: 'approve'; actor: number; approver: number; target: number; role: number };

const nth = fc.nat({ max: 60 });
const level = fc.integer({ min: 1, max: 99 });
const some = fc.subarray([...permissions], { maxLength: 6 });
const acts: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('move' as const), actor: nth, target: nth, role: nth }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('dismiss' as const), actor: nth, target: nth }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('create' as const), actor: nth, role: nth }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('makeRole' as const), actor: nth, level, permissions: some }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('changeRole' as const),
      actor: nth,
      role: nth,
      level,
      permissions: some,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('approve' as const),
      actor: nth,
      approver: nth,
      target: nth,
      role: nth,
    }),
  },
);

describe('whatever staff do in whatever order (ID-4)', () => {
  let world: IdentityWorld;
  let made = 0;

  beforeAll(async () => {
    world = await IdentityWorld.open();
    await world.employEveryRole();
  });
  afterAll(() => world.close());

  const snapshot = (): Promise<Snapshot> =>
    world.work.read(async (reader) => {
      const roles = await world.app.get(RolesRepository, { strict: false }).listRoles(reader);
      const rows = await reader.getRepository(StaffMemberEntity).find({ order: { employeeId: 'ASC' } });
      const members = rows.flatMap(({ id, roleId, isActive }) => {
        const role = roles.find((each) => each.id === roleId);
        return role ? [{ id, role, isActive }] : [];
      });
      return { members, roles };
    });

  const pick = <T>(all: readonly T[], index: number): T => {
    const found = all[index % all.length];
    if (found === undefined) throw new Error('There is nothing to pick from.');
    return found;
  };
  const isTop = ({ name }: Role) => name === 'super_admin';
  const tops = ({ members }: Snapshot) => members.filter(({ role, isActive }) => isActive && isTop(role));
  const covers = (giver: Role, given: { level: number; permissions: readonly Permission[] }) =>
    giver.level > given.level && given.permissions.every((each) => giver.permissions.includes(each));
  const mayAct = ({ isActive, role }: Member, permission: Permission) =>
    isActive && role.permissions.includes(permission);

  /** What the rules say, word by word, of the state before the act. */
  const isAllowed = (act: Act, before: Snapshot): boolean => {
    const { members, roles } = before;
    const actor = pick(members, act.actor);
    switch (act.do) {
      case 'create':
        return mayAct(actor, 'staff.create') && covers(actor.role, pick(roles, act.role));
      case 'dismiss': {
        const target = pick(members, act.target);
        if (!mayAct(actor, 'staff.delete')) return false;
        if (!target.isActive) return true;
        if (target.id === actor.id) return !isTop(target.role) || tops(before).length > 1;
        return actor.role.level > target.role.level;
      }
      case 'move': {
        const target = pick(members, act.target);
        const next = pick(roles, act.role);
        if (!mayAct(actor, 'staff.edit') || !target.isActive) return false;
        const isSelf = target.id === actor.id;
        if (!isSelf && (isTop(next) || actor.role.level <= target.role.level)) return false;
        if (next.id === target.role.id) return true;
        if (!covers(actor.role, next)) return false;
        return !isTop(target.role) || tops(before).length > 1;
      }
      case 'makeRole':
        return (
          mayAct(actor, 'roles.manage') &&
          covers(actor.role, act) &&
          (act.permissions.length === 0 || actor.role.permissions.includes('permissions.manage'))
        );
      case 'changeRole': {
        const role = pick(roles, act.role);
        if (!mayAct(actor, 'roles.manage') || actor.role.level <= role.level || !covers(actor.role, act))
          return false;
        const isSame =
          act.permissions.length === role.permissions.length &&
          act.permissions.every((each) => role.permissions.includes(each));
        if (!isSame && !actor.role.permissions.includes('permissions.manage')) return false;
        return role.name.startsWith('made_');
      }
      case 'approve': {
        const target = pick(members, act.target);
        const approver = pick(members, act.approver);
        const next = pick(roles, act.role);
        const isOfTwo = new Set([actor.id, approver.id, target.id]).size === 3 || actor.id === target.id;
        if (!actor.isActive || !isTop(actor.role) || !target.isActive || next.id === target.role.id)
          return false;
        if (isTop(target.role) === isTop(next)) return false;
        if (isTop(target.role) && tops(before).length < 2) return false;
        return isOfTwo && approver.id !== actor.id && approver.isActive && approver.role.level >= 90;
      }
    }
  };

  const perform = async (act: Act, { members, roles }: Snapshot): Promise<void> => {
    const as = (at: number): Actor => {
      const { id, role } = pick(members, at);
      return {
        kind: 'staff',
        id,
        channel: 'rest',
        level: role.level,
        permissions: new Set(role.permissions),
      };
    };
    const actor = as(act.actor);
    const administration = world.app.get(StaffAdministration, { strict: false });
    const administrationOfRoles = world.app.get(RolesAdministration, { strict: false });
    const approvals = world.app.get(ApprovalsService, { strict: false });
    made += 1;
    switch (act.do) {
      case 'create': {
        const nobody = { lastName: null, department: null, designation: null, reportsToId: null };
        const rest = { joinedOn: null, shift: null, languages: [], capacity: null };
        const email = `made.${made}@nexora.example`;
        const mobile = `+91${9_000_000_000 + made}`;
        const given = { firstName: 'Kavya', email, mobile, ...nobody, ...rest };
        await administration.create(actor, given, pick(roles, act.role).id);
        return;
      }
      case 'dismiss':
        return administration.dismiss(actor, pick(members, act.target).id);
      case 'move':
        await administration.changeRole(actor, pick(members, act.target).id, pick(roles, act.role).id);
        return;
      case 'makeRole':
        await administrationOfRoles.create(actor, { ...act, name: `made_${made}` });
        return;
      case 'changeRole': {
        const { id, name, level: known } = pick(roles, act.role);
        const shape = { name, level: name.startsWith('made_') ? act.level : known + 1 };
        await administrationOfRoles.change(actor, id, { ...shape, permissions: act.permissions });
        return;
      }
      case 'approve': {
        const subjectId = pick(members, act.target).id;
        const payload = { roleId: pick(roles, act.role).id };
        const asked = await approvals.request(actor, {
          kind: 'staff.role',
          subjectId,
          payload,
          reason: 'Why',
        });
        try {
          await approvals.approve(as(act.approver), asked.id, null);
        } catch (error) {
          await world.work.run((tx) =>
            tx.query("UPDATE approvals SET pendingKey = NULL, state = 'rejected' WHERE state = 'pending'"),
          );
          throw error;
        }
      }
    }
  };

  it('exactly what the rules allow happens, nobody rises to the giver’s level, and a super_admin stays', async () => {
    const seen = { allowed: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(acts, { minLength: 15, maxLength: 30 }), async (sequence) => {
        for (const act of sequence) {
          const before = await snapshot();
          const allowed = isAllowed(act, before);
          const done = await perform(act, before).then(
            () => true,
            (error: unknown) => {
              if (error instanceof DomainError) return false;
              throw error;
            },
          );
          expect([act, done]).toEqual([act, allowed]);
          seen[done ? 'allowed' : 'refused'] += 1;
          const after = await snapshot();
          expect(tops(after).length).toBeGreaterThan(0);
          if (act.do === 'approve' || act.do === 'dismiss') continue;
          const giver = pick(before.members, act.actor);
          for (const member of after.members) {
            const known = before.members.find(({ id }) => id === member.id);
            const isTheSame = JSON.stringify(known?.role) === JSON.stringify(member.role);
            if (!isTheSame) expect(member.role.level).toBeLessThan(giver.role.level);
          }
        }
      }),
      { numRuns: 15 },
    );
    expect(Math.min(seen.allowed, seen.refused)).toBeGreaterThan(10);
  });
});
