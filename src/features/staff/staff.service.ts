import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { NotFound } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { decodeCursor, mapPage, toPage } from '../../kernel/paging.js';
import type { Page, PageRequest } from '../../kernel/paging.js';
import { Principals } from '../../platform/auth/principals.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { RoleEntity } from './role.entity.js';
import { RolesRepository } from './roles.repository.js';
import type { StaffMemberEntity } from './staff-member.entity.js';
import { StaffMemberAlreadyExists } from './staff.errors.js';
import { StaffRepository } from './staff.repository.js';

/** A staff member to be: mobile in E.164, the password already hashed, the role by its name. */
export interface NewStaffMember {
  employeeId: string;
  roleName: string;
  firstName: string;
  lastName?: string | null;
  email: string;
  mobile: string;
  passwordHash: string;
  department?: string | null;
  designation?: string | null;
  reportsToId?: string | null;
  /** `YYYY-MM-DD`. */
  joinedOn?: string | null;
  shift?: string | null;
  languages?: string[];
  capacity?: number | null;
}

export interface StaffMember {
  member: StaffMemberEntity;
  role: RoleEntity;
}

/** Who works here, and what their roles let them do at this moment. */
@Injectable()
export class StaffService implements OnModuleInit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly staff: StaffRepository,
    private readonly roles: RolesRepository,
    private readonly principals: Principals,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.principals.register('staff', (reader, id) => this.staff.findRights(reader, id));
  }

  /** The member's row within what is open already; null when there is none. */
  findWithin(reader: Reader, id: string): Promise<StaffMemberEntity | null> {
    return this.staff.find(reader, id);
  }

  /** @throws NotFound */
  getProfile(actor: Actor): Promise<StaffMember> {
    return this.get(actor.id);
  }

  /** @throws NotFound */
  get(id: string): Promise<StaffMember> {
    return this.work.read(async (reader) => {
      const member = await this.staff.find(reader, id);
      const role = member && (await this.roles.findRoles(reader, [member.roleId]))[0];
      if (!member || !role) throw new NotFound('staff');
      return { member, role };
    });
  }

  /** By employee id. */
  list({ cursor, limit }: PageRequest): Promise<Page<StaffMember>> {
    const filter = 'staff';
    const afterEmployeeId = decodeCursor(cursor, filter)?.[0]?.toString();
    return this.work.read(async (reader) => {
      const rows = await this.staff.list(reader, limit + 1, afterEmployeeId);
      const roles = await this.roles.findRoles(reader, [...new Set(rows.map(({ roleId }) => roleId))]);
      const page = toPage(rows, limit, filter, (row) => [row.employeeId]);
      return mapPage(page, (member) => {
        const role = roles.find(({ id }) => id === member.roleId);
        if (!role) throw new Error('A staff member has a role that is not there.');
        return { member, role };
      });
    });
  }

  /** The employee id after the highest there is. Called where acts on staff take turns. */
  async nextEmployeeId(tx: Tx): Promise<string> {
    const last = await this.staff.findLastEmployeeId(tx);
    const number = Number(last?.replace(/^EMP/, '') ?? '0') + 1;
    return `EMP${String(number).padStart(3, '0')}`;
  }

  /**
   * Adds a staff member.
   * @throws StaffMemberAlreadyExists, NotFound for the role.
   */
  async employ(tx: Tx, given: NewStaffMember): Promise<StaffMemberEntity> {
    const role = await this.roles.findRoleByName(tx, given.roleName);
    if (!role) throw new NotFound('role');
    const now = this.clock.now();
    const member: StaffMemberEntity = {
      id: newId(),
      employeeId: given.employeeId,
      roleId: role.id,
      firstName: given.firstName,
      lastName: given.lastName ?? null,
      email: given.email.toLowerCase(),
      mobile: given.mobile,
      passwordHash: given.passwordHash,
      failedLogins: 0,
      lockedUntil: null,
      department: given.department ?? null,
      designation: given.designation ?? null,
      reportsToId: given.reportsToId ?? null,
      joinedOn: given.joinedOn ?? null,
      leftOn: null,
      shift: given.shift ?? null,
      languages: given.languages ?? [],
      capacity: given.capacity ?? null,
      isActive: true,
      lastLoginAt: null,
      createdAt: now,
      updatedAt: now,
    };
    if (!(await this.staff.addUnlessTaken(tx, member))) throw new StaffMemberAlreadyExists();
    return member;
  }
}
