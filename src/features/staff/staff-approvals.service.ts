import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { ValidationFailed } from '../../kernel/errors.js';
import { isId } from '../../kernel/ids.js';
import { ApprovalKinds } from '../../platform/approvals/approval-kinds.js';
import type { ApprovalKind, AskedAct } from '../../platform/approvals/approval-kinds.js';
import type { ApprovalEntity } from '../../platform/approvals/approval.entity.js';
import type { Tx } from '../../platform/database/transaction.js';
import type { Role } from './roles.repository.js';
import { StaffAdministration } from './staff-administration.service.js';
import { secondPersonLevel, topRole } from './staff-authority.rule.js';
import { StaffAuthority } from './staff-authority.service.js';
import { LevelTooHigh } from './staff.errors.js';
import type { StaffMember } from './staff.service.js';

/** Acts on super_admins: one super_admin asks, another staff member of level 90 or more decides (ID-4). */
@Injectable()
export class StaffApprovals implements OnModuleInit {
  constructor(
    private readonly kinds: ApprovalKinds,
    private readonly administration: StaffAdministration,
    private readonly authority: StaffAuthority,
  ) {}

  onModuleInit(): void {
    const common = {
      subjectKind: 'staff',
      approverLevel: secondPersonLevel,
      hold: (tx: Tx) => this.authority.hold(tx),
    };
    const role: ApprovalKind = {
      ...common,
      kind: 'staff.role',
      check: (tx, asked) => this.checkRole(tx, asked),
      apply: (tx, approval, approver) => this.applyRole(tx, approval, approver),
    };
    const leave: ApprovalKind = {
      ...common,
      kind: 'staff.leave',
      check: (tx, asked) => this.checkLeave(tx, asked),
      apply: (tx, approval, approver) => this.applyLeave(tx, approval, approver),
    };
    this.kinds.register(role);
    this.kinds.register(leave);
  }

  private async checkRole(tx: Tx, asked: AskedAct): Promise<Record<string, string>> {
    const { roleId } = asked.payload;
    if (typeof roleId !== 'string' || !isId(roleId))
      throw new ValidationFailed([{ pointer: '/payload/roleId', detail: 'must be the id of a role' }]);
    const { role } = await this.askedOfTop(tx, asked, 'staff.edit');
    const next = await this.administration.roleOf(tx, roleId.toLowerCase());
    if (role.id === next.id || ![role.name, next.name].includes(topRole))
      throw new ValidationFailed([
        { pointer: '/payload/roleId', detail: 'makes or unmakes no super_admin: this needs no approval' },
      ]);
    if (role.name === topRole) await this.authority.requireAnotherTop(tx);
    return { roleId: next.id };
  }

  private async checkLeave(tx: Tx, asked: AskedAct): Promise<Record<string, string>> {
    const { role } = await this.askedOfTop(tx, asked, 'staff.delete');
    if (role.name !== topRole)
      throw new ValidationFailed([
        { pointer: '/subjectId', detail: 'is no super_admin: this needs no approval' },
      ]);
    await this.authority.requireAnotherTop(tx);
    return {};
  }

  /** The member it is about, when a super_admin asks for it. */
  private async askedOfTop(
    tx: Tx,
    { requestedById, subjectId }: AskedAct,
    permission: 'staff.edit' | 'staff.delete',
  ): Promise<StaffMember & { role: Role }> {
    await this.authority.of(tx, requestedById, permission);
    const asker = await this.administration.activeMember(tx, requestedById);
    if (asker.role.name !== topRole) throw new LevelTooHigh();
    return this.administration.activeMember(tx, subjectId);
  }

  private async applyRole(tx: Tx, { subjectId, payload }: ApprovalEntity, approver: Actor): Promise<void> {
    const next = await this.administration.roleOf(tx, payload['roleId'] ?? '');
    await this.administration.moveTo(
      tx,
      approver,
      await this.administration.activeMember(tx, subjectId),
      next,
    );
  }

  private async applyLeave(tx: Tx, { subjectId }: ApprovalEntity, approver: Actor): Promise<void> {
    await this.administration.letGo(tx, approver, await this.administration.activeMember(tx, subjectId));
  }
}
