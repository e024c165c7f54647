import { UserEntity, AddressesService, UsersService } from '../../src/features/users/index.js';
import type { RoleName } from '../../src/kernel/permissions.js';
import { RolesService, StaffMemberEntity, StaffService } from '../../src/features/staff/index.js';
import { addDays } from '../../src/kernel/calendar.js';
import { updateRows } from '../../src/platform/database/rows.js';
import { planCustomers } from '../customers.plan.js';
import type { PlannedCustomer } from '../customers.plan.js';
import type { Seeding } from '../seeding.js';

interface PlannedMember {
  employeeId: string;
  role: RoleName;
  name: readonly [first: string, last: string];
  designation: string;
  department: string;
  reportsTo: string | null;
  shift: string;
  languages: string[];
  /** How many complaints they may hold at a time. */
  capacity: number | null;
}

const member = (
  employeeId: string,
  role: RoleName,
  name: PlannedMember['name'],
  place: Pick<PlannedMember, 'designation' | 'department' | 'reportsTo'>,
  more: Partial<Pick<PlannedMember, 'shift' | 'languages' | 'capacity'>> = {},
): PlannedMember => ({
  ...{ employeeId, role, name, ...place },
  shift: '08:00-20:00',
  languages: ['en', 'hi'],
  capacity: null,
  ...more,
});

/** EMP001 to EMP008 are the demonstration logins, one for each role in the order of DATA.md's table. */
const plannedStaff: readonly PlannedMember[] = [
  member('EMP001', 'super_admin', ['Meera', 'Krishnan'], {
    designation: 'Head of platform',
    department: 'Technology',
    reportsTo: null,
  }),
  member('EMP002', 'admin', ['Rohit', 'Malhotra'], {
    designation: 'Administrator',
    department: 'Technology',
    reportsTo: 'EMP001',
  }),
  member('EMP003', 'manager', ['Ananya', 'Iyer'], {
    designation: 'Operations manager and grievance officer',
    department: 'Operations',
    reportsTo: 'EMP002',
  }),
  member(
    'EMP004',
    'ops_lead',
    ['Sandeep', 'Yadav'],
    {
      designation: 'Operations lead',
      department: 'Operations',
      reportsTo: 'EMP003',
    },
    { capacity: 12 },
  ),
  member(
    'EMP005',
    'ops_staff',
    ['Kavita', 'Deshmukh'],
    {
      designation: 'Operations executive',
      department: 'Operations',
      reportsTo: 'EMP004',
    },
    { capacity: 12, languages: ['en', 'hi', 'mr'] },
  ),
  member(
    'EMP006',
    'finance_staff',
    ['Prakash', 'Shah'],
    {
      designation: 'Accounts executive',
      department: 'Finance',
      reportsTo: 'EMP003',
    },
    { languages: ['en', 'gu'] },
  ),
  member(
    'EMP007',
    'quality_staff',
    ['Nisha', 'Thomas'],
    {
      designation: 'Quality auditor',
      department: 'Quality',
      reportsTo: 'EMP003',
    },
    { languages: ['en', 'ml'] },
  ),
  member(
    'EMP008',
    'support_staff',
    ['Imran', 'Khan'],
    {
      designation: 'Support executive',
      department: 'Support',
      reportsTo: 'EMP004',
    },
    { capacity: 12, languages: ['en', 'hi', 'ur'] },
  ),
  member(
    'EMP009',
    'support_staff',
    ['Lakshmi', 'Reddy'],
    {
      designation: 'Support executive',
      department: 'Support',
      reportsTo: 'EMP004',
    },
    { capacity: 12, languages: ['en', 'te', 'hi'] },
  ),
  member(
    'EMP010',
    'support_staff',
    ['Gurpreet', 'Singh'],
    {
      designation: 'Support executive',
      department: 'Support',
      reportsTo: 'EMP004',
    },
    { capacity: 12, languages: ['en', 'hi', 'pa'], shift: '20:00-08:00' },
  ),
  member(
    'EMP011',
    'ops_staff',
    ['Arun', 'Nair'],
    {
      designation: 'Operations executive',
      department: 'Operations',
      reportsTo: 'EMP004',
    },
    { capacity: 12, languages: ['en', 'ta', 'ml'], shift: '20:00-08:00' },
  ),
];

/** @param passwordHash of the demonstration logins */
export async function seedStaff({ steps, clock, days, get }: Seeding, passwordHash: string): Promise<void> {
  await steps.write('staff', async (tx) => {
    await get(RolesService).ensureRoles(tx);
    const ids = new Map<string, string>();
    for (const [at, each] of plannedStaff.entries()) {
      const day = -900 + at * 37;
      clock.set(days.at(day, 10 * 60));
      const [firstName, lastName] = each.name;
      const { id } = await get(StaffService).employ(tx, {
        employeeId: each.employeeId,
        roleName: each.role,
        firstName,
        lastName,
        email: `${each.employeeId}@nexora.example`,
        mobile: `+918000000${String(at + 1).padStart(3, '0')}`,
        passwordHash,
        department: each.department,
        designation: each.designation,
        reportsToId: each.reportsTo === null ? null : (ids.get(each.reportsTo) ?? null),
        joinedOn: addDays(days.today, day),
        shift: each.shift,
        languages: each.languages,
        capacity: each.capacity,
      });
      ids.set(each.employeeId, id);
    }
  });
}

/** Customers with their addresses, each as of the day of the registration. */
export async function seedCustomers(seeding: Seeding, passwordHash: string): Promise<void> {
  await seeding.steps.write('customers', async (tx) => {
    const { clock, days, get } = seeding;
    for (const planned of planCustomers()) {
      const { registered, mobile, email, firstName, lastName, language, addresses } = planned;
      clock.set(days.at(registered.day, registered.minute));
      const user = await get(UsersService).enrol(tx, {
        ...{ mobile, email, firstName, lastName, language, passwordHash },
      });
      clock.advance(4 * 60_000);
      const now = clock.now();
      await updateRows(
        tx,
        UserEntity,
        { id: user.id },
        {
          mobileVerifiedAt: now,
          emailVerifiedAt: planned.isEmailVerified ? now : null,
        },
      );
      for (const address of addresses) {
        clock.advance(60_000);
        await get(AddressesService).addWithin(tx, user.id, address);
      }
    }
  });
}

/** A seeded customer as later parts need them. */
export interface SeededCustomer extends PlannedCustomer {
  readonly id: string;
  /** In the order planned. */
  readonly addressIds: readonly string[];
}

/** The seeded customers, by their place in the plan; those who have been deleted since are left out. */
export async function readCustomers({ work, get }: Seeding): Promise<SeededCustomer[]> {
  const users = await work.read((reader) => reader.getRepository(UserEntity).find());
  const idOf = new Map(users.map(({ mobile, id }) => [mobile, id]));
  const found: SeededCustomer[] = [];
  for (const planned of planCustomers()) {
    const id = idOf.get(planned.mobile);
    if (id === undefined) continue;
    const rows = await get(AddressesService).listAll(id);
    const addressIds = planned.addresses.flatMap(
      ({ line1 }) => rows.find((row) => row.line1 === line1)?.id ?? [],
    );
    found.push({ ...planned, id, addressIds });
  }
  return found;
}

/** Employee id -> id. */
export async function readStaff({ work }: Seeding): Promise<ReadonlyMap<string, string>> {
  const rows = await work.read((reader) => reader.getRepository(StaffMemberEntity).find());
  return new Map(rows.map(({ employeeId, id }) => [employeeId, id]));
}
