import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { NotFound } from '../../../kernel/errors.js';
import { Public } from '../../../platform/auth/decorators.js';
import { ApiProblems } from '../../../platform/http/problem.dto.js';
import { toldKinds } from '../../policies/index.js';
import { PolicyTextDto, PolicyTextQuery } from '../dto/policy-text.dto.js';
import { PolicyTexts } from './policy-texts.service.js';
import type { ToldPolicy } from './policy-texts.service.js';

@ApiTags('Policies')
@Public()
@Controller('policies')
export class PolicyTextsController {
  constructor(private readonly texts: PolicyTexts) {}

  @Get(':kind')
  @ApiOperation({ summary: 'A policy in words, as it holds now' })
  @ApiParam({ name: 'kind', enum: toldKinds })
  @ApiOkResponse({ type: PolicyTextDto })
  @ApiProblems({ 404: 'policy.not_found, category.not_found', 422: 'request.invalid' })
  async tell(
    @Param('kind') name: string,
    @Query() { category, language }: PolicyTextQuery,
  ): Promise<PolicyTextDto> {
    const kind = toldKinds.find((each) => each === name);
    if (!kind) throw new NotFound('policy');
    return toPolicyTextDto(await this.texts.tell(kind, category, language));
  }
}

function toPolicyTextDto({
  kind,
  document,
  effectiveFrom,
  language,
  text,
  bands,
}: ToldPolicy): PolicyTextDto {
  return {
    kind,
    code: document.code,
    version: document.version,
    effectiveFrom: effectiveFrom.toISOString(),
    language,
    text,
    tiers: bands.map(({ overMinutes, unassigned, assigned, enRoute }, at) => ({
      upToMinutes: bands[at - 1]?.overMinutes ?? null,
      overMinutes,
      unassigned: { ...unassigned },
      assigned: { ...assigned },
      enRoute: { ...enRoute },
    })),
  };
}
