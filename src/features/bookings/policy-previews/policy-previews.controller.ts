import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AppConfig } from '../../../config/sections.js';
import { addDays, dayInterval } from '../../../kernel/calendar.js';
import { Allow } from '../../../platform/auth/decorators.js';
import { IdParam } from '../../../platform/http/id-param.pipe.js';
import { ApiProblems } from '../../../platform/http/problem.dto.js';
import { PolicyPreviewDto, PreviewPolicyDto, toPolicyPreviewDto } from '../dto/policy-preview.dto.js';
import { PolicyPreviews } from './policy-preview.service.js';

@ApiTags('Operations: policies')
@Controller('ops/policies')
@Allow('settings.manage')
@ApiProblems({
  401: 'auth.required, auth.invalid_token',
  403: 'auth.wrong_audience, auth.permission_missing',
})
export class PolicyPreviewsController {
  constructor(
    private readonly previews: PolicyPreviews,
    private readonly app: AppConfig,
  ) {}

  @Post(':id/preview')
  @HttpCode(200)
  @ApiOperation({ summary: 'What a policy would have changed of past bookings; writes nothing' })
  @ApiOkResponse({ type: PolicyPreviewDto })
  @ApiProblems({
    400: 'request.malformed_json',
    404: 'policy.not_found',
    409: 'policy.not_replayable',
    422: 'request.invalid',
  })
  async preview(
    @Param('id', new IdParam('policy')) id: string,
    @Body() { from, to, limit }: PreviewPolicyDto,
  ): Promise<PolicyPreviewDto> {
    const { zone } = this.app;
    return toPolicyPreviewDto(
      await this.previews.preview(id, {
        limit,
        ...(from !== undefined && { from: new Date(dayInterval(from, zone).startAt) }),
        ...(to !== undefined && { to: new Date(dayInterval(addDays(to, 1), zone).startAt) }),
      }),
    );
  }
}
