import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { mapPage } from '../../kernel/paging.js';
import type { Page } from '../../kernel/paging.js';
import { Allow } from '../../platform/auth/decorators.js';
import { IdParam } from '../../platform/http/id-param.pipe.js';
import { Idempotent } from '../../platform/http/idempotency.interceptor.js';
import { ApiPage } from '../../platform/http/page.dto.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import {
  ChangePolicyDto,
  DraftPolicyDto,
  PolicyDto,
  PolicyListQuery,
  toPolicyDto,
} from './dto/policy.dto.js';
import { PolicyDrafts } from './policy-drafts.service.js';

const PolicyId = () => Param('id', new IdParam('policy'));

@ApiTags('Operations: policies')
@Controller('ops/policies')
@Allow('settings.manage')
@ApiProblems({
  401: 'auth.required, auth.invalid_token',
  403: 'auth.wrong_audience, auth.permission_missing',
})
export class StaffPoliciesController {
  constructor(
    private readonly drafts: PolicyDrafts,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Every version of every policy, the newest first' })
  @ApiPage(PolicyDto)
  @ApiProblems({ 422: 'request.invalid, page.cursor_invalid' })
  async list(@Query() { cursor, limit, ...filter }: PolicyListQuery): Promise<Page<PolicyDto>> {
    return mapPage(await this.drafts.list({ cursor, limit }, filter), toPolicyDto);
  }

  @Post()
  @Idempotent({ name: 'policies.draft', replay: 'replayed' })
  @ApiOperation({ summary: 'Draft the next version of a policy' })
  @ApiCreatedResponse({ type: PolicyDto })
  @ApiProblems({
    400: 'idempotency.key_invalid, request.malformed_json',
    409: 'policy.version_taken',
    422: 'request.invalid, idempotency.key_reused',
  })
  async draft(@Body() { effectiveFrom, effectiveTo, scopeId, ...body }: DraftPolicyDto): Promise<PolicyDto> {
    const policy = await this.drafts.draft({
      ...body,
      scopeId: scopeId ?? null,
      effectiveFrom: effectiveFrom === undefined ? this.clock.now() : new Date(effectiveFrom),
      effectiveTo: instantOrNull(effectiveTo),
    });
    return toPolicyDto(policy);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One version of a policy' })
  @ApiOkResponse({ type: PolicyDto })
  @ApiProblems({ 404: 'policy.not_found' })
  async get(@PolicyId() id: string): Promise<PolicyDto> {
    return toPolicyDto(await this.drafts.get(id));
  }

  @Put(':id')
  @Idempotent({ name: 'policies.change', replay: 'replayed' })
  @ApiOperation({ summary: 'Change a draft' })
  @ApiOkResponse({ type: PolicyDto })
  @ApiProblems({
    400: 'idempotency.key_invalid, request.malformed_json',
    404: 'policy.not_found',
    409: 'policy.published',
    422: 'request.invalid, idempotency.key_reused',
  })
  async change(
    @PolicyId() id: string,
    @Body() { effectiveFrom, effectiveTo, body }: ChangePolicyDto,
  ): Promise<PolicyDto> {
    const policy = await this.drafts.change(id, {
      ...(effectiveFrom !== undefined && { effectiveFrom: new Date(effectiveFrom) }),
      ...(effectiveTo !== undefined && { effectiveTo: instantOrNull(effectiveTo) }),
      ...(body !== undefined && { body }),
    });
    return toPolicyDto(policy);
  }

  @Post(':id/publish')
  @HttpCode(200)
  @Idempotent({ name: 'policies.publish', replay: 'replayed' })
  @ApiOperation({ summary: 'Publish a draft; from then on it cannot be changed' })
  @ApiOkResponse({ type: PolicyDto })
  @ApiProblems({
    400: 'idempotency.key_invalid',
    404: 'policy.not_found',
    409: 'policy.published, policy.overlaps',
    422: 'request.invalid, idempotency.key_reused',
  })
  async publish(@PolicyId() id: string): Promise<PolicyDto> {
    return toPolicyDto(await this.drafts.publish(id));
  }

  /** Renders a first answer again. */
  replayed(_actor: Actor, id: string): Promise<PolicyDto> {
    return this.get(id);
  }
}

function instantOrNull(instant: string | null | undefined): Date | null {
  return typeof instant === 'string' ? new Date(instant) : null;
}
