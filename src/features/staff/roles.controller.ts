import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Page } from '../../kernel/paging.js';
import { Allow } from '../../platform/auth/decorators.js';
import { ApiPage } from '../../platform/http/page.dto.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import { PermissionDto, RoleDto, toPermissionDto, toRoleDto } from './dto/staff.dto.js';
import { RolesService } from './roles.service.js';

@ApiTags('Staff')
@Controller('ops')
@Allow('roles.manage')
@ApiProblems({
  401: 'auth.required, auth.invalid_token',
  403: 'auth.wrong_audience, auth.permission_missing',
})
export class RolesController {
  constructor(private readonly roles: RolesService) {}

  @Get('roles')
  @ApiOperation({ summary: 'Every role with its permissions, the highest first' })
  @ApiPage(RoleDto)
  async listRoles(): Promise<Page<RoleDto>> {
    return whole((await this.roles.listRoles()).map(toRoleDto));
  }

  @Get('permissions')
  @ApiOperation({ summary: 'Every permission there is' })
  @ApiPage(PermissionDto)
  async listPermissions(): Promise<Page<PermissionDto>> {
    return whole((await this.roles.listPermissions()).map(toPermissionDto));
  }
}

/** A list short enough to be told whole. */
function whole<T>(data: T[]): Page<T> {
  return { data, page: { next: null, limit: data.length } };
}
