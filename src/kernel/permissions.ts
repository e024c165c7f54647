/** The one catalogue of permissions and roles (DATA.md, ID-4). */
export const permissions = [
  'users.view',
  'users.edit',
  'users.delete',
  'bookings.view',
  'bookings.create',
  'bookings.edit',
  'bookings.cancel',
  'bookings.assign',
  'providers.view',
  'providers.create',
  'providers.edit',
  'providers.verify',
  'providers.deactivate',
  'complaints.view',
  'complaints.assign',
  'complaints.resolve',
  'complaints.escalate',
  'payments.view',
  'payments.refund',
  'payments.settle',
  'analytics.view',
  'reports.generate',
  'reports.export',
  'staff.view',
  'staff.create',
  'staff.edit',
  'staff.delete',
  'roles.manage',
  'permissions.manage',
  'settings.manage',
] as const;

export type Permission = (typeof permissions)[number];

export const roleNames = [
  'super_admin',
  'admin',
  'manager',
  'ops_lead',
  'ops_staff',
  'finance_staff',
  'quality_staff',
  'support_staff',
] as const;

export type RoleName = (typeof roleNames)[number];

export interface RoleDefinition {
  readonly name: RoleName;
  /** Higher outranks lower; nobody acts on their own level or above. */
  readonly level: number;
  readonly permissions: readonly Permission[];
}

/** Which permission shows staff the personal values of whom in clear; without it they are masked (ID-6). */
export const clearReads = {
  customer: 'users.view',
  provider: 'providers.view',
  staff: 'staff.view',
} as const satisfies Readonly<Record<string, Permission>>;

const opsLead: readonly Permission[] = [
  'users.view',
  'bookings.view',
  'bookings.edit',
  'bookings.assign',
  'bookings.cancel',
  'providers.view',
  'providers.edit',
  'complaints.view',
  'complaints.assign',
  'complaints.resolve',
  'complaints.escalate',
  'payments.view',
  'analytics.view',
];

export const roles: readonly RoleDefinition[] = [
  { name: 'super_admin', level: 100, permissions },
  {
    name: 'admin',
    level: 90,
    permissions: permissions.filter((each) => each !== 'roles.manage' && each !== 'permissions.manage'),
  },
  {
    name: 'manager',
    level: 80,
    permissions: [...opsLead, 'reports.generate', 'reports.export', 'staff.view'],
  },
  { name: 'ops_lead', level: 70, permissions: opsLead },
  {
    name: 'ops_staff',
    level: 60,
    permissions: [
      'users.view',
      'bookings.view',
      'bookings.edit',
      'bookings.assign',
      'providers.view',
      'complaints.view',
      'complaints.assign',
      'complaints.resolve',
      'payments.view',
    ],
  },
  {
    name: 'finance_staff',
    level: 60,
    permissions: [
      'bookings.view',
      'payments.view',
      'payments.refund',
      'payments.settle',
      'analytics.view',
      'reports.generate',
      'reports.export',
    ],
  },
  {
    name: 'quality_staff',
    level: 55,
    permissions: [
      'providers.view',
      'providers.edit',
      'providers.verify',
      'providers.deactivate',
      'bookings.view',
      'complaints.view',
      'analytics.view',
    ],
  },
  {
    name: 'support_staff',
    level: 50,
    permissions: ['users.view', 'bookings.view', 'providers.view', 'complaints.view', 'complaints.assign'],
  },
];
