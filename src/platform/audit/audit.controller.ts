import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { mapPage } from '../../kernel/paging.js';
import type { Page } from '../../kernel/paging.js';
import { Allow } from '../auth/decorators.js';
import { ApiPage } from '../http/page.dto.js';
import { ApiProblems } from '../http/problem.dto.js';
import { AuditService } from './audit.service.js';
import { AuditVerification } from './audit-verification.service.js';
import {
  AuditEntryDto,
  AuditLogQuery,
  AuditVerdictDto,
  toAuditEntryDto,
  toAuditVerdictDto,
} from './dto/audit.dto.js';

@ApiTags('Staff')
@Controller('ops/audit-log')
@Allow('settings.manage')
@ApiProblems({
  401: 'auth.required, auth.invalid_token',
  403: 'auth.wrong_audience, auth.permission_missing',
})
export class AuditController {
  constructor(
    private readonly audit: AuditService,
    private readonly verification: AuditVerification,
  ) {}

  @Get()
  @ApiOperation({ summary: 'What was done, by whom and to what, the newest first' })
  @ApiPage(AuditEntryDto)
  @ApiProblems({ 422: 'request.invalid, page.cursor_invalid' })
  async list(@Query() { cursor, limit, from, to, ...filter }: AuditLogQuery): Promise<Page<AuditEntryDto>> {
    const between = { ...(from && { from: new Date(from) }), ...(to && { to: new Date(to) }) };
    return mapPage(await this.audit.list({ cursor, limit }, { ...filter, ...between }), toAuditEntryDto);
  }

  @Get('verify')
  @ApiOperation({ summary: 'Follow the chain of hashes and tell where it was tampered with first' })
  @ApiOkResponse({ type: AuditVerdictDto })
  async verify(): Promise<AuditVerdictDto> {
    return toAuditVerdictDto(await this.verification.verify());
  }
}
