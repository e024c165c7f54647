import { Body, Controller, Delete, HttpCode, Param, Post, Put } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import { Allow, CurrentActor } from '../../platform/auth/decorators.js';
import { IdParam } from '../../platform/http/id-param.pipe.js';
import { Idempotent } from '../../platform/http/idempotency.interceptor.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import {
  ChangeRoleDto,
  CreateStaffDto,
  EditStaffDto,
  InvitationDto,
  InviteStaffDto,
  mobileOf,
  toInvitationDto,
  toStaffChange,
} from './dto/staff-administration.dto.js';
import { StaffDto, toStaffDto } from './dto/staff.dto.js';
import { StaffAdministration } from './staff-administration.service.js';
import { StaffInvitationsService } from './staff-invitations.service.js';
import { StaffService } from './staff.service.js';

const StaffId = () => Param('id', new IdParam('staff'));
const badBody = { 400: 'idempotency.key_invalid, request.malformed_json' };
const forbidden = 'auth.wrong_audience, auth.permission_missing, staff.level_too_high';

@ApiTags('Staff')
@Controller('ops')
@ApiProblems({ 401: 'auth.required, auth.invalid_token' })
export class StaffAdministrationController {
  constructor(
    private readonly administration: StaffAdministration,
    private readonly invitations: StaffInvitationsService,
    private readonly staff: StaffService,
  ) {}

  @Post('invitations')
  @Allow('staff.create')
  @Idempotent({ name: 'staff.invite', replay: 'showInvitation' })
  @ApiOperation({ summary: 'Send somebody a link to join the staff; it works once, for 72 hours' })
  @ApiCreatedResponse({ type: InvitationDto })
  @ApiProblems({
    ...badBody,
    403: `${forbidden}, staff.permission_not_held`,
    404: 'role.not_found',
    409: 'staff.already_exists',
    422: 'request.invalid, idempotency.key_reused',
  })
  async invite(@CurrentActor() actor: Actor, @Body() body: InviteStaffDto): Promise<InvitationDto> {
    const { email, firstName, lastName, mobile, roleId } = body;
    const invitee = {
      email,
      firstName,
      lastName: lastName || null,
      mobile: mobile ? mobileOf(mobile) : null,
    };
    return toInvitationDto(await this.invitations.invite(actor, invitee, roleId.toLowerCase()));
  }

  @Post('users')
  @Allow('staff.create')
  @Idempotent({ name: 'staff.create', replay: 'showMember' })
  @ApiOperation({ summary: 'Put somebody on the books; they are sent a link to choose a password' })
  @ApiCreatedResponse({ type: StaffDto })
  @ApiProblems({
    ...badBody,
    403: `${forbidden}, staff.permission_not_held`,
    404: 'role.not_found',
    409: 'staff.already_exists',
    422: 'request.invalid, idempotency.key_reused',
  })
  async create(@CurrentActor() actor: Actor, @Body() body: CreateStaffDto): Promise<StaffDto> {
    const member = await this.administration.create(actor, toStaffChange(body), body.roleId.toLowerCase());
    return toStaffDto(await this.staff.get(member.id));
  }

  @Put('users/:id')
  @Allow('staff.edit')
  @ApiOperation({ summary: 'Change what is known of a staff member below my level' })
  @ApiOkResponse({ type: StaffDto })
  @ApiProblems({
    400: 'request.malformed_json',
    403: forbidden,
    404: 'staff.not_found',
    409: 'staff.already_exists, staff.has_left',
    422: 'request.invalid',
  })
  async edit(
    @CurrentActor() actor: Actor,
    @StaffId() id: string,
    @Body() body: EditStaffDto,
  ): Promise<StaffDto> {
    await this.administration.edit(actor, id, toStaffChange(body));
    return toStaffDto(await this.staff.get(id));
  }

  @Delete('users/:id')
  @HttpCode(204)
  @Allow('staff.delete')
  @ApiOperation({ summary: 'Let a staff member go; their sessions end at once' })
  @ApiNoContentResponse()
  @ApiProblems({
    403: forbidden,
    404: 'staff.not_found',
    409: 'approval.required, staff.last_super_admin',
  })
  dismiss(@CurrentActor() actor: Actor, @StaffId() id: string): Promise<void> {
    return this.administration.dismiss(actor, id);
  }

  @Post('users/:id/role')
  @HttpCode(200)
  @Allow('staff.edit')
  @Idempotent({ name: 'staff.change-role', replay: 'showMember' })
  @ApiOperation({ summary: 'Give a staff member another role; super_admins are made by approval' })
  @ApiOkResponse({ type: StaffDto })
  @ApiProblems({
    ...badBody,
    403: `${forbidden}, staff.permission_not_held`,
    404: 'staff.not_found, role.not_found',
    409: 'approval.required, staff.has_left, staff.last_super_admin',
    422: 'request.invalid, idempotency.key_reused',
  })
  async changeRole(
    @CurrentActor() actor: Actor,
    @StaffId() id: string,
    @Body() { roleId }: ChangeRoleDto,
  ): Promise<StaffDto> {
    await this.administration.changeRole(actor, id, roleId.toLowerCase());
    return toStaffDto(await this.staff.get(id));
  }

  async showMember(_actor: Actor, id: string): Promise<StaffDto> {
    return toStaffDto(await this.staff.get(id));
  }

  async showInvitation(_actor: Actor, id: string): Promise<InvitationDto> {
    return toInvitationDto(await this.invitations.get(id));
  }
}
