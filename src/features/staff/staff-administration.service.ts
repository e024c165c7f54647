import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { localDate } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { NotFound, ValidationFailed } from '../../kernel/errors.js';
import { ApprovalRequired } from '../../platform/approvals/approvals.errors.js';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { Passwords } from '../../platform/auth/passwords.js';
import { Sessions } from '../../platform/auth/sessions.js';
import type { Tx } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { RolesRepository } from './roles.repository.js';
import type { Role } from './roles.repository.js';
import { topRole } from './staff-authority.rule.js';
import type { Authority } from './staff-authority.rule.js';
import { StaffAuthority } from './staff-authority.service.js';
import { StaffInvitationsRepository } from './staff-invitations.repository.js';
import { StaffInvitationsService } from './staff-invitations.service.js';
import type { StaffMemberEntity } from './staff-member.entity.js';
import { LevelTooHigh, StaffMemberAlreadyExists, StaffMemberHasLeft } from './staff.errors.js';
import { StaffRepository } from './staff.repository.js';
import { StaffService } from './staff.service.js';
import type { StaffMember } from './staff.service.js';

/** What staff.edit changes: all of it each time. */
export type StaffChange = Pick<
  StaffMemberEntity,
  | 'firstName'
  | 'lastName'
  | 'email'
  | 'mobile'
  | 'department'
  | 'designation'
  | 'reportsToId'
  | 'joinedOn'
  | 'shift'
  | 'languages'
  | 'capacity'
>;

const zone = 'Asia/Kolkata';
const longestChain = 50;

/** Who works here, in what role, until when (ID-4, ID-5). Acts take turns: see StaffAuthority.hold. */
@Injectable()
export class StaffAdministration {
  constructor(
    private readonly work: UnitOfWork,
    private readonly staff: StaffRepository,
    private readonly members: StaffService,
    private readonly roles: RolesRepository,
    private readonly invitations: StaffInvitationsService,
    private readonly invitationRows: StaffInvitationsRepository,
    private readonly authority: StaffAuthority,
    private readonly sessions: Sessions,
    private readonly passwords: Passwords,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /**
   * Puts somebody on the books and sends them a link to choose a password; until then they cannot sign in.
   * @throws NotFound for the role, LevelTooHigh, PermissionNotHeld, StaffMemberAlreadyExists, ValidationFailed
   */
  async create(actor: Actor, given: StaffChange, roleId: string): Promise<StaffMemberEntity> {
    const passwordHash = await this.passwords.hash(randomBytes(32).toString('base64url'));
    return this.work.run(async (tx) => {
      await this.authority.hold(tx);
      const authority = await this.authority.of(tx, actor.id, 'staff.create');
      const role = await this.roleOf(tx, roleId);
      this.authority.requireGrant(authority, role);
      await this.checkReportsTo(tx, null, given.reportsToId);
      const employeeId = await this.members.nextEmployeeId(tx);
      const member = await this.members.employ(tx, {
        ...given,
        employeeId,
        roleName: role.name,
        passwordHash,
      });
      await this.record(tx, actor, 'staff.created', member, { after: { ...given, role: role.name } });
      await this.invitations.send(tx, actor, { invitee: member, role, staffId: member.id });
      return member;
    });
  }

  /** @throws NotFound, StaffMemberHasLeft, LevelTooHigh, StaffMemberAlreadyExists, ValidationFailed */
  edit(actor: Actor, id: string, change: StaffChange): Promise<StaffMemberEntity> {
    return this.work.run(async (tx) => {
      await this.authority.hold(tx);
      const authority = await this.authority.of(tx, actor.id, 'staff.edit');
      const { member, role } = await this.activeMember(tx, id);
      this.authority.requireAbove(authority, role.level);
      await this.checkReportsTo(tx, id, change.reportsToId);
      const changed = { ...change, updatedAt: this.clock.now() };
      if (!(await this.staff.changeUnlessTaken(tx, id, changed))) throw new StaffMemberAlreadyExists();
      const before = Object.fromEntries(
        Object.keys(change).map((field) => [field, member[field as keyof StaffChange]]),
      );
      await this.record(tx, actor, 'staff.edited', member, { before, after: change });
      return { ...member, ...changed };
    });
  }

  /**
   * Gives somebody another role; oneself only a lower one. From the next request on it is what they may do.
   * @throws ApprovalRequired when a super_admin is made or unmade, LastSuperAdmin, LevelTooHigh, PermissionNotHeld
   */
  changeRole(actor: Actor, id: string, roleId: string): Promise<StaffMemberEntity> {
    return this.work.run(async (tx) => {
      await this.authority.hold(tx);
      const authority = await this.authority.of(tx, actor.id, 'staff.edit');
      const { member, role } = await this.activeMember(tx, id);
      const next = await this.roleOf(tx, roleId);
      if (id !== actor.id) {
        this.requireTwo(authority, [role, next], 'staff.role');
        this.authority.requireAbove(authority, role.level);
      }
      if (next.id !== role.id) {
        this.authority.requireGrant(authority, next);
        await this.moveTo(tx, actor, { member, role }, next);
      }
      return { ...member, roleId: next.id };
    });
  }

  /**
   * Ends somebody's work here, and their sessions with it; whoever has left before stays so.
   * @throws NotFound, ApprovalRequired for another super_admin, LastSuperAdmin, LevelTooHigh
   */
  async dismiss(actor: Actor, id: string): Promise<void> {
    await this.work.run(async (tx) => {
      await this.authority.hold(tx);
      const authority = await this.authority.of(tx, actor.id, 'staff.delete');
      const member = await this.staff.find(tx, id);
      if (!member) throw new NotFound('staff');
      if (!member.isActive) return member;
      const role = await this.roleOf(tx, member.roleId);
      if (id !== actor.id) {
        this.requireTwo(authority, [role], 'staff.leave');
        this.authority.requireAbove(authority, role.level);
      }
      await this.letGo(tx, actor, { member, role });
      return member;
    });
  }

  /** Gives a role, within an act that has checked who may. @throws LastSuperAdmin */
  async moveTo(tx: Tx, actor: Actor, { member, role }: StaffMember, next: Role): Promise<void> {
    if (role.name === topRole && next.name !== topRole) await this.authority.requireAnotherTop(tx);
    await this.staff.changeUnlessTaken(tx, member.id, { roleId: next.id, updatedAt: this.clock.now() });
    await this.record(tx, actor, 'staff.role_changed', member, {
      before: { role: role.name },
      after: { role: next.name },
    });
  }

  /** Lets somebody go, within an act that has checked who may. @throws LastSuperAdmin */
  async letGo(tx: Tx, actor: Actor, { member, role }: StaffMember): Promise<void> {
    if (role.name === topRole) await this.authority.requireAnotherTop(tx);
    const now = this.clock.now();
    const leftOn = localDate(now, zone);
    await this.staff.changeUnlessTaken(tx, member.id, { isActive: false, leftOn, updatedAt: now });
    await this.sessions.revokeAll(tx, { audience: 'staff', id: member.id }, 'deactivated');
    await this.invitationRows.useAllOfMember(tx, member.id, now);
    await this.record(tx, actor, 'staff.left', member, { before: { role: role.name }, after: { leftOn } });
  }

  /** @throws NotFound, StaffMemberHasLeft */
  async activeMember(tx: Tx, id: string): Promise<StaffMember & { role: Role }> {
    const member = await this.staff.find(tx, id);
    if (!member) throw new NotFound('staff');
    if (!member.isActive) throw new StaffMemberHasLeft();
    return { member, role: await this.roleOf(tx, member.roleId) };
  }

  /** @throws NotFound */
  async roleOf(tx: Tx, roleId: string): Promise<Role> {
    const role = await this.roles.findRole(tx, roleId);
    if (!role) throw new NotFound('role');
    return role;
  }

  /** Acts that make or unmake a super_admin take two people; whoever may not even ask is told their level. */
  private requireTwo(authority: Authority, roles: readonly Role[], approvalKind: string): void {
    const top = roles.find(({ name }) => name === topRole);
    if (!top) return;
    if (authority.level < top.level) throw new LevelTooHigh();
    throw new ApprovalRequired(approvalKind);
  }

  /** Nobody reports to themselves, however long the way round. */
  private async checkReportsTo(tx: Tx, id: string | null, reportsToId: string | null): Promise<void> {
    let above = reportsToId;
    for (let step = 0; above !== null && step < longestChain; step += 1) {
      if (above === id) throw reportsToFault('is the member themselves, or reports to them');
      const chief: StaffMemberEntity | null = await this.staff.find(tx, above);
      if (!chief || (step === 0 && !chief.isActive)) throw reportsToFault('is nobody who works here');
      above = chief.reportsToId;
    }
  }

  private record(
    tx: Tx,
    actor: Actor,
    action: string,
    { id }: StaffMemberEntity,
    states: { before?: object; after?: object },
  ): Promise<void> {
    return this.audit.write(tx, actor, { action, subjectKind: 'staff', subjectId: id, ...states });
  }
}

function reportsToFault(detail: string): ValidationFailed {
  return new ValidationFailed([{ pointer: '/reportsToId', detail }]);
}
