import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import { mapPage } from '../../kernel/paging.js';
import type { Page } from '../../kernel/paging.js';
import { CurrentActor, For } from '../auth/decorators.js';
import { IdParam } from '../http/id-param.pipe.js';
import { Idempotent } from '../http/idempotency.interceptor.js';
import { ApiPage } from '../http/page.dto.js';
import { ApiProblems } from '../http/problem.dto.js';
import { ApprovalsService } from './approvals.service.js';
import {
  ApprovalDto,
  ApprovalListQuery,
  ApproveDto,
  RejectDto,
  RequestApprovalDto,
  toApprovalDto,
} from './dto/approval.dto.js';

const ApprovalId = () => Param('id', new IdParam('approval'));
const badBody = { 400: 'idempotency.key_invalid, request.malformed_json' };

@ApiTags('Staff')
@Controller('ops/approvals')
@For('staff')
@ApiProblems({ 401: 'auth.required, auth.invalid_token', 403: 'auth.wrong_audience' })
export class ApprovalsController {
  constructor(private readonly approvals: ApprovalsService) {}

  @Get()
  @ApiOperation({ summary: 'Approvals I asked for or may decide, the newest first' })
  @ApiPage(ApprovalDto)
  @ApiProblems({ 422: 'request.invalid, page.cursor_invalid' })
  async list(
    @CurrentActor() actor: Actor,
    @Query() { cursor, limit, state }: ApprovalListQuery,
  ): Promise<Page<ApprovalDto>> {
    return mapPage(await this.approvals.list(actor, { cursor, limit }, state), toApprovalDto);
  }

  @Post()
  @Idempotent({ name: 'approvals.request', replay: 'show' })
  @ApiOperation({ summary: 'Ask for an act that takes two people' })
  @ApiCreatedResponse({ type: ApprovalDto })
  @ApiProblems({
    ...badBody,
    403: 'auth.wrong_audience, auth.permission_missing, staff.level_too_high',
    404: 'staff.not_found, role.not_found',
    409: 'approval.already_pending, staff.has_left, staff.last_super_admin',
    422: 'request.invalid, idempotency.key_reused',
  })
  async request(@CurrentActor() actor: Actor, @Body() body: RequestApprovalDto): Promise<ApprovalDto> {
    return toApprovalDto(await this.approvals.request(actor, { payload: {}, ...body }));
  }

  @Post(':id/approve')
  @HttpCode(200)
  @Idempotent({ name: 'approvals.approve', replay: 'show' })
  @ApiOperation({ summary: 'Let happen what somebody else asked for' })
  @ApiOkResponse({ type: ApprovalDto })
  @ApiProblems({
    ...badBody,
    403: 'auth.wrong_audience, auth.permission_missing, approval.by_oneself, approval.level_too_low, staff.level_too_high',
    404: 'approval.not_found, staff.not_found, role.not_found',
    409: 'approval.decided, staff.has_left, staff.last_super_admin',
    422: 'request.invalid, idempotency.key_reused',
  })
  async approve(
    @CurrentActor() actor: Actor,
    @ApprovalId() id: string,
    @Body() { note }: ApproveDto,
  ): Promise<ApprovalDto> {
    return toApprovalDto(await this.approvals.approve(actor, id, note ?? null));
  }

  @Post(':id/reject')
  @HttpCode(200)
  @Idempotent({ name: 'approvals.reject', replay: 'show' })
  @ApiOperation({ summary: 'Refuse what somebody else asked for' })
  @ApiOkResponse({ type: ApprovalDto })
  @ApiProblems({
    ...badBody,
    403: 'auth.wrong_audience, approval.by_oneself, approval.level_too_low',
    404: 'approval.not_found',
    409: 'approval.decided',
    422: 'request.invalid, idempotency.key_reused',
  })
  async reject(
    @CurrentActor() actor: Actor,
    @ApprovalId() id: string,
    @Body() { note }: RejectDto,
  ): Promise<ApprovalDto> {
    return toApprovalDto(await this.approvals.reject(actor, id, note));
  }

  async show(actor: Actor, id: string): Promise<ApprovalDto> {
    return toApprovalDto(await this.approvals.get(actor, id));
  }
}
