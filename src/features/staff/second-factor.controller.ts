import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import { CurrentActor, For } from '../../platform/auth/decorators.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import {
  ConfirmTotpDto,
  DisableTotpDto,
  EnrolledTotpDto,
  RecoveryCodesDto,
} from './dto/second-factor.dto.js';
import { SecondFactor } from './second-factor.service.js';

@ApiTags('Staff')
@Controller('ops/auth/totp')
@For('staff')
@ApiProblems({ 401: 'auth.required, auth.invalid_token', 403: 'auth.wrong_audience' })
export class SecondFactorController {
  constructor(private readonly factor: SecondFactor) {}

  @Post()
  @ApiOperation({ summary: 'Begin a second factor: a secret for my authenticator' })
  @ApiCreatedResponse({ type: EnrolledTotpDto })
  @ApiProblems({ 409: 'totp.already_on' })
  enrol(@CurrentActor() actor: Actor): Promise<EnrolledTotpDto> {
    return this.factor.enrol(actor);
  }

  @Post('confirm')
  @HttpCode(200)
  @ApiOperation({ summary: 'Turn the second factor on by a first code; gives recovery codes' })
  @ApiOkResponse({ type: RecoveryCodesDto })
  @ApiProblems({
    400: 'request.malformed_json',
    401: 'auth.required, auth.invalid_token, auth.invalid_code',
    409: 'totp.already_on, totp.not_enrolled',
    422: 'request.invalid',
  })
  confirm(@CurrentActor() actor: Actor, @Body() { code }: ConfirmTotpDto): Promise<RecoveryCodesDto> {
    return this.factor.confirm(actor, code);
  }

  @Post('disable')
  @HttpCode(204)
  @ApiOperation({ summary: 'Turn the second factor off by password and code' })
  @ApiNoContentResponse()
  @ApiProblems({
    400: 'request.malformed_json',
    401: 'auth.required, auth.invalid_token, auth.invalid_credentials, auth.invalid_code',
    409: 'totp.not_enrolled',
    422: 'request.invalid',
    423: 'auth.locked',
  })
  disable(@CurrentActor() actor: Actor, @Body() { password, code }: DisableTotpDto): Promise<void> {
    return this.factor.disable(actor, password, code);
  }
}
