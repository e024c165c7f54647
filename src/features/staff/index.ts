export { RolesService } from './roles.service.js';
export { PermissionEntity } from './permission.entity.js';
export { RoleEntity } from './role.entity.js';
export { RolePermissionEntity } from './role-permission.entity.js';
export { StaffMemberEntity } from './staff-member.entity.js';
export { StaffMemberAlreadyExists } from './staff.errors.js';
export { StaffModule } from './staff.module.js';
export { StaffService } from './staff.service.js';
export type { NewStaffMember, StaffMember } from './staff.service.js';
