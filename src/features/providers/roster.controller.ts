import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import { Allow, OpenToKeys } from '../../platform/auth/decorators.js';
import { IdParam } from '../../platform/http/id-param.pipe.js';
import { Idempotent } from '../../platform/http/idempotency.interceptor.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import {
  ChangeProviderDto,
  DeactivateProviderDto,
  EnrolProviderDto,
  GiveLeaveDto,
  RosterEntryDto,
  SetHoursDto,
  SetPincodesDto,
  SetSkillsDto,
  VerifyProviderDto,
  toRosterEntryDto,
} from './dto/roster.dto.js';
import { LeaveService } from './leave.service.js';
import { RosterService } from './roster.service.js';
import type { RosterEntry } from './roster.service.js';

const ProviderId = () => Param('id', new IdParam('provider'));

@ApiTags('Staff: providers')
@Controller('ops/providers')
@ApiProblems({
  401: 'auth.required, auth.invalid_token',
  403: 'auth.wrong_audience, auth.permission_missing',
})
export class RosterController {
  constructor(
    private readonly roster: RosterService,
    private readonly leave: LeaveService,
  ) {}

  @Get(':id')
  @Allow('providers.view')
  @OpenToKeys('providers.read')
  @ApiOperation({ summary: 'A provider with their skills, places, hours and leave' })
  @ApiOkResponse({ type: RosterEntryDto })
  @ApiProblems({ 404: 'provider.not_found' })
  one(@ProviderId() id: string): Promise<RosterEntryDto> {
    return shown(this.roster.get(id));
  }

  @Post()
  @Allow('providers.create')
  @Idempotent({ name: 'ops.providers.enrol', replay: 'get' })
  @ApiOperation({ summary: 'Take somebody on; customers see them once they are verified' })
  @ApiCreatedResponse({ type: RosterEntryDto })
  @ApiProblems({
    400: 'idempotency.key_invalid, request.malformed_json',
    409: 'provider.already_exists',
    422: 'request.invalid, idempotency.key_reused',
  })
  enrol(@Body() body: EnrolProviderDto): Promise<RosterEntryDto> {
    return shown(this.roster.enrol(body));
  }

  @Put(':id')
  @Allow('providers.edit')
  @Idempotent({ name: 'ops.providers.change', replay: 'get' })
  @ApiOperation({ summary: 'Change who they are' })
  @ApiOkResponse({ type: RosterEntryDto })
  @ApiProblems({
    400: 'idempotency.key_invalid, request.malformed_json',
    404: 'provider.not_found',
    409: 'provider.already_exists',
    422: 'request.invalid, idempotency.key_reused',
  })
  change(@ProviderId() id: string, @Body() body: ChangeProviderDto): Promise<RosterEntryDto> {
    return shown(this.roster.change(id, body));
  }

  @Post(':id/verify')
  @HttpCode(200)
  @Allow('providers.verify')
  @Idempotent({ name: 'ops.providers.verify', replay: 'get' })
  @ApiOperation({ summary: 'Their papers have been seen' })
  @ApiOkResponse({ type: RosterEntryDto })
  @ApiProblems({
    400: 'idempotency.key_invalid, request.malformed_json',
    404: 'provider.not_found',
    422: 'request.invalid, idempotency.key_reused',
  })
  verify(@ProviderId() id: string, @Body() { isVerified }: VerifyProviderDto): Promise<RosterEntryDto> {
    return shown(this.roster.setVerified(id, isVerified));
  }

  @Post(':id/deactivate')
  @HttpCode(200)
  @Allow('providers.deactivate')
  @Idempotent({ name: 'ops.providers.deactivate', replay: 'get' })
  @ApiOperation({ summary: 'Let somebody go; others are found for what they were booked for' })
  @ApiOkResponse({ type: RosterEntryDto })
  @ApiProblems({
    400: 'idempotency.key_invalid, request.malformed_json',
    404: 'provider.not_found',
    422: 'request.invalid, idempotency.key_reused',
  })
  deactivate(@ProviderId() id: string, @Body() { reason }: DeactivateProviderDto): Promise<RosterEntryDto> {
    return shown(this.roster.deactivate(id, reason));
  }

  @Post(':id/activate')
  @HttpCode(200)
  @Allow('providers.deactivate')
  @Idempotent({ name: 'ops.providers.activate', replay: 'get' })
  @ApiOperation({ summary: 'Take somebody back' })
  @ApiOkResponse({ type: RosterEntryDto })
  @ApiProblems({
    400: 'idempotency.key_invalid',
    404: 'provider.not_found',
    422: 'idempotency.key_reused',
  })
  activate(@ProviderId() id: string): Promise<RosterEntryDto> {
    return shown(this.roster.activate(id));
  }

  @Put(':id/skills')
  @Allow('providers.edit')
  @Idempotent({ name: 'ops.providers.skills', replay: 'get' })
  @ApiOperation({ summary: 'What they can do' })
  @ApiOkResponse({ type: RosterEntryDto })
  @ApiProblems({
    400: 'idempotency.key_invalid, request.malformed_json',
    404: 'provider.not_found',
    422: 'request.invalid, idempotency.key_reused',
  })
  setSkills(@ProviderId() id: string, @Body() { skills }: SetSkillsDto): Promise<RosterEntryDto> {
    return shown(this.roster.setSkills(id, skills));
  }

  @Put(':id/pincodes')
  @Allow('providers.edit')
  @Idempotent({ name: 'ops.providers.pincodes', replay: 'get' })
  @ApiOperation({ summary: 'Where they go' })
  @ApiOkResponse({ type: RosterEntryDto })
  @ApiProblems({
    400: 'idempotency.key_invalid, request.malformed_json',
    404: 'provider.not_found',
    422: 'request.invalid, idempotency.key_reused',
  })
  setPincodes(@ProviderId() id: string, @Body() { pincodes }: SetPincodesDto): Promise<RosterEntryDto> {
    return shown(this.roster.setPincodes(id, pincodes));
  }

  @Put(':id/hours')
  @Allow('providers.edit')
  @Idempotent({ name: 'ops.providers.hours', replay: 'get' })
  @ApiOperation({ summary: 'When they work, by weekday (AV-5)' })
  @ApiOkResponse({ type: RosterEntryDto })
  @ApiProblems({
    400: 'idempotency.key_invalid, request.malformed_json',
    404: 'provider.not_found',
    422: 'request.invalid, idempotency.key_reused',
  })
  setHours(@ProviderId() id: string, @Body() { hours }: SetHoursDto): Promise<RosterEntryDto> {
    return shown(this.roster.setHours(id, hours));
  }

  @Post(':id/leave')
  @HttpCode(200)
  @Allow('providers.edit')
  @Idempotent({ name: 'ops.providers.leave', replay: 'get' })
  @ApiOperation({ summary: 'Give leave; over booked visits only when forced, and then others are found' })
  @ApiOkResponse({ type: RosterEntryDto })
  @ApiProblems({
    400: 'idempotency.key_invalid, request.malformed_json',
    404: 'provider.not_found',
    409: 'leave.over_bookings',
    422: 'request.invalid, idempotency.key_reused',
  })
  giveLeave(
    @ProviderId() id: string,
    @Body() { startAt, endAt, ...wish }: GiveLeaveDto,
  ): Promise<RosterEntryDto> {
    return shown(this.leave.give(id, { ...wish, startAt: new Date(startAt), endAt: new Date(endAt) }));
  }

  @Delete(':id/leave/:leaveId')
  @Allow('providers.edit')
  @Idempotent({ name: 'ops.providers.leave_back', replay: 'get' })
  @ApiOperation({ summary: 'Take leave back' })
  @ApiOkResponse({ type: RosterEntryDto })
  @ApiProblems({
    400: 'idempotency.key_invalid',
    404: 'provider.not_found, leave.not_found',
    422: 'idempotency.key_reused',
  })
  takeLeaveBack(
    @ProviderId() id: string,
    @Param('leaveId', new IdParam('leave')) leaveId: string,
  ): Promise<RosterEntryDto> {
    return shown(this.leave.takeBack(id, leaveId));
  }

  /** Renders a first answer again. */
  get(_actor: Actor, id: string): Promise<RosterEntryDto> {
    return shown(this.roster.get(id));
  }
}

async function shown(entry: Promise<RosterEntry>): Promise<RosterEntryDto> {
  return toRosterEntryDto(await entry);
}
