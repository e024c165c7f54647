import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LinksConfig } from '../../config/outside-sections.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { NotFound, ValidationFailed } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { CodeInvalid } from '../../platform/auth/auth.errors.js';
import { passwordFault } from '../../platform/auth/password-strength.js';
import { Passwords } from '../../platform/auth/passwords.js';
import { Sessions } from '../../platform/auth/sessions.js';
import type { Device, OpenedSession } from '../../platform/auth/sessions.js';
import type { Tx } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { NoticeWriter } from '../notifications/index.js';
import { RolesRepository } from './roles.repository.js';
import type { Role } from './roles.repository.js';
import { grantFault } from './staff-authority.rule.js';
import { StaffAuthority } from './staff-authority.service.js';
import type { StaffInvitationEntity } from './staff-invitation.entity.js';
import { StaffInvitationsRepository } from './staff-invitations.repository.js';
import type { StaffMemberEntity } from './staff-member.entity.js';
import { StaffMemberAlreadyExists } from './staff.errors.js';
import { StaffRepository } from './staff.repository.js';
import { StaffService } from './staff.service.js';

export interface Invitee {
  email: string;
  firstName: string;
  lastName: string | null;
  /** E.164. */
  mobile: string | null;
}

export interface Acceptance {
  token: string;
  password: string;
  /** In place of what the invitation says. */
  firstName?: string;
  lastName?: string | null;
  mobile?: string;
}

const openHours = 72;
const prefix = 'nxi_';

/** How people join the staff (ID-5). Whoever invites never sees a token: it goes into the letter alone. */
@Injectable()
export class StaffInvitationsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly rows: StaffInvitationsRepository,
    private readonly staff: StaffRepository,
    private readonly roles: RolesRepository,
    private readonly members: StaffService,
    private readonly authority: StaffAuthority,
    private readonly sessions: Sessions,
    private readonly passwords: Passwords,
    private readonly notices: NoticeWriter,
    private readonly audit: AuditLog,
    private readonly links: LinksConfig,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound for the role, LevelTooHigh, PermissionNotHeld, StaffMemberAlreadyExists */
  invite(actor: Actor, invitee: Invitee, roleId: string): Promise<StaffInvitationEntity> {
    return this.work.run(async (tx) => {
      await this.authority.hold(tx);
      const authority = await this.authority.of(tx, actor.id, 'staff.create');
      const role = await this.roles.findRole(tx, roleId);
      if (!role) throw new NotFound('role');
      this.authority.requireGrant(authority, role);
      if (await this.staff.findByIdentifier(tx, { email: invitee.email }))
        throw new StaffMemberAlreadyExists();
      return this.send(tx, actor, { invitee, role, staffId: null });
    });
  }

  /** @throws NotFound */
  async get(id: string): Promise<StaffInvitationEntity> {
    const found = await this.work.read((reader) => this.rows.find(reader, id));
    if (!found) throw new NotFound('invitation');
    return found;
  }

  /** Writes the invitation and its letter, within the act that calls for it. Links sent before work no more. */
  async send(
    tx: Tx,
    actor: Actor,
    { invitee, role, staffId }: { invitee: Invitee; role: Role; staffId: string | null },
  ): Promise<StaffInvitationEntity> {
    const now = this.clock.now();
    const token = prefix + randomBytes(32).toString('base64url');
    const invitation: StaffInvitationEntity = {
      id: newId(),
      tokenHash: hashOf(token),
      ...invitee,
      roleId: role.id,
      staffId,
      invitedById: actor.id,
      createdAt: now,
      expiresAt: new Date(now.getTime() + openHours * 3_600_000),
      usedAt: null,
    };
    await this.rows.useAllOf(tx, invitee.email, now);
    await this.rows.insert(tx, invitation);
    await this.notices.write(tx, {
      to: { email: invitee.email, firstName: invitee.firstName },
      kind: 'staff.invitation',
      about: invitation.id,
      values: () => ({ role: role.name.replaceAll('_', ' '), hours: String(openHours) }),
      secret: { link: `${this.links.appUrl}/join?token=${token}` },
      validUntil: invitation.expiresAt,
    });
    await this.audit.write(tx, actor, {
      action: 'staff.invited',
      subjectKind: 'staff_invitation',
      subjectId: invitation.id,
      after: { role: role.name, staffId, expiresAt: invitation.expiresAt },
    });
    return invitation;
  }

  /**
   * Takes an invitation up. The race: of many requests with one link exactly one uses it. The inviter's rights are
   * looked at again, so that nobody joins above somebody who has been demoted, or has left, since.
   * @throws CodeInvalid, ValidationFailed, StaffMemberAlreadyExists
   */
  async accept({ token, password, ...given }: Acceptance, device: Device): Promise<OpenedSession> {
    const fault = passwordFault(password);
    if (fault !== null) throw new ValidationFailed([{ pointer: '/password', detail: fault }]);
    const tokenHash = hashOf(token);
    const known = await this.work.read((reader) => this.rows.findByToken(reader, tokenHash));
    if (!known || !this.isOpen(known)) throw new CodeInvalid();
    const passwordHash = await this.passwords.hash(password);
    return this.work.run(async (tx) => {
      await this.authority.hold(tx);
      const now = this.clock.now();
      const invitation = await this.rows.findByToken(tx, tokenHash);
      if (!invitation || !this.isOpen(invitation)) throw new CodeInvalid();
      if (!(await this.rows.use(tx, invitation.id, now))) throw new CodeInvalid();
      const member = invitation.staffId
        ? await this.welcomeBack(tx, invitation.staffId, passwordHash)
        : await this.employ(tx, invitation, { ...given, passwordHash });
      const opened = await this.sessions.open(tx, { audience: 'staff', id: member.id }, device);
      const newcomer: Actor = { kind: 'staff', id: member.id, channel: 'rest', sessionId: opened.session.id };
      await this.audit.write(tx, newcomer, {
        action: 'staff.joined',
        subjectKind: 'staff',
        subjectId: member.id,
        after: { employeeId: member.employeeId, roleId: member.roleId, invitationId: invitation.id },
      });
      return opened;
    });
  }

  private async employ(
    tx: Tx,
    invitation: StaffInvitationEntity,
    given: Omit<Acceptance, 'token' | 'password'> & { passwordHash: string },
  ): Promise<StaffMemberEntity> {
    const inviter = await this.staff.findRights(tx, invitation.invitedById);
    const role = await this.roles.findRole(tx, invitation.roleId);
    if (!role || !inviter?.permissions.has('staff.create') || grantFault(inviter, role))
      throw new CodeInvalid();
    const mobile = given.mobile ?? invitation.mobile;
    if (mobile === null)
      throw new ValidationFailed([{ pointer: '/mobile', detail: 'is needed: the invitation has none' }]);
    return this.members.employ(tx, {
      employeeId: await this.members.nextEmployeeId(tx),
      roleName: role.name,
      firstName: given.firstName ?? invitation.firstName,
      lastName: given.lastName === undefined ? invitation.lastName : given.lastName,
      email: invitation.email,
      mobile,
      passwordHash: given.passwordHash,
    });
  }

  /** Gives a member who is on the books already their first password. */
  private async welcomeBack(tx: Tx, staffId: string, passwordHash: string): Promise<StaffMemberEntity> {
    const member = await this.staff.find(tx, staffId);
    if (!member?.isActive) throw new CodeInvalid();
    await this.staff.updateCredential(tx, staffId, { passwordHash });
    return member;
  }

  private isOpen({ usedAt, expiresAt }: StaffInvitationEntity): boolean {
    return usedAt === null && expiresAt > this.clock.now();
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
