import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import type { Page } from '../../kernel/paging.js';
import { Allow, CurrentActor } from '../../platform/auth/decorators.js';
import { IdParam } from '../../platform/http/id-param.pipe.js';
import { Idempotent } from '../../platform/http/idempotency.interceptor.js';
import { ApiPage } from '../../platform/http/page.dto.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import { RoleShapeDto } from './dto/staff-administration.dto.js';
import { PermissionDto, RoleDto, toPermissionDto, toRoleDto } from './dto/staff.dto.js';
import { RolesAdministration } from './roles-administration.service.js';
import { RolesService } from './roles.service.js';

@ApiTags('Staff')
@Controller('ops')
@Allow('roles.manage')
@ApiProblems({
  401: 'auth.required, auth.invalid_token',
  403: 'auth.wrong_audience, auth.permission_missing',
})
export class RolesController {
  constructor(
    private readonly roles: RolesService,
    private readonly administration: RolesAdministration,
  ) {}

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

  @Post('roles')
  @Idempotent({ name: 'roles.create', replay: 'show' })
  @ApiOperation({ summary: 'Make a role below my level, with permissions that I have' })
  @ApiCreatedResponse({ type: RoleDto })
  @ApiProblems({
    400: 'idempotency.key_invalid, request.malformed_json',
    403: 'auth.wrong_audience, auth.permission_missing, staff.level_too_high, staff.permission_not_held',
    409: 'role.already_exists',
    422: 'request.invalid, idempotency.key_reused',
  })
  async create(@CurrentActor() actor: Actor, @Body() body: RoleShapeDto): Promise<RoleDto> {
    return toRoleDto(await this.administration.create(actor, body));
  }

  @Put('roles/:id')
  @ApiOperation({ summary: 'Change a role below my level; it holds from the next request of whoever has it' })
  @ApiOkResponse({ type: RoleDto })
  @ApiProblems({
    400: 'request.malformed_json',
    403: 'auth.wrong_audience, auth.permission_missing, staff.level_too_high, staff.permission_not_held',
    404: 'role.not_found',
    409: 'role.already_exists, role.built_in',
    422: 'request.invalid',
  })
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', new IdParam('role')) id: string,
    @Body() body: RoleShapeDto,
  ): Promise<RoleDto> {
    return toRoleDto(await this.administration.change(actor, id, body));
  }

  async show(_actor: Actor, id: string): Promise<RoleDto> {
    return toRoleDto(await this.administration.get(id));
  }
}

/** A list short enough to be told whole. */
function whole<T>(data: T[]): Page<T> {
  return { data, page: { next: null, limit: data.length } };
}
