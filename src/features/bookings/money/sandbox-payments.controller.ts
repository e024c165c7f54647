import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { Public } from '../../../platform/auth/decorators.js';
import { IdParam } from '../../../platform/http/id-param.pipe.js';
import { ApiProblems } from '../../../platform/http/problem.dto.js';
import { SandboxPayments, sandboxOutcomes } from './sandbox-payments.service.js';
import type { SandboxOutcome } from './sandbox-payments.service.js';

export class SandboxPayDto {
  @ApiProperty({ enum: sandboxOutcomes, example: 'success' })
  @IsIn(sandboxOutcomes)
  outcome: SandboxOutcome;

  @ApiPropertyOptional({
    minimum: 0,
    maximum: 86_400,
    default: 900,
    example: 900,
    description: 'For `delay`.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(86_400)
  delaySeconds: number = 900;
}

@ApiTags('Development')
@Controller('dev/payments')
export class SandboxPaymentsController {
  constructor(private readonly sandbox: SandboxPayments) {}

  @Post(':id/pay')
  @HttpCode(202)
  @Public()
  @ApiOperation({
    summary: 'Play the customer at the sandbox gateway; its webhook follows. Not in production',
  })
  @ApiAcceptedResponse()
  @ApiProblems({
    400: 'request.malformed_json',
    404: 'payment.not_found (always in production)',
    422: 'request.invalid',
  })
  async pay(
    @Param('id', new IdParam('payment')) id: string,
    @Body() { outcome, delaySeconds }: SandboxPayDto,
  ): Promise<void> {
    await this.sandbox.pay(id, outcome, delaySeconds);
  }
}
