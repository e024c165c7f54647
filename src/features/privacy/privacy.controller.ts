import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import { CurrentActor, CurrentDevice, For } from '../../platform/auth/decorators.js';
import type { Device } from '../../platform/auth/sessions.js';
import { Idempotent } from '../../platform/http/idempotency.interceptor.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import { ConsentsService } from './consents.service.js';
import {
  ConsentDto,
  ConsentsDto,
  ErasureReceiptDto,
  PersonalExportDto,
  RecordConsentDto,
  toConsentDto,
  toConsentsDto,
  toErasureReceiptDto,
  toPersonalExportDto,
} from './dto/privacy.dto.js';
import { ErasureService } from './erasure.service.js';
import { ExportService } from './export.service.js';

@ApiTags('Identity')
@Controller('users/me')
@For('customer')
@ApiProblems({ 401: 'auth.required, auth.invalid_token', 403: 'auth.wrong_audience' })
export class PrivacyController {
  constructor(
    private readonly exports: ExportService,
    private readonly consents: ConsentsService,
    private readonly erasure: ErasureService,
  ) {}

  @Get('export')
  @ApiOperation({ summary: 'Everything that is stored about me' })
  @ApiOkResponse({ type: PersonalExportDto })
  async export(@CurrentActor() actor: Actor): Promise<PersonalExportDto> {
    return toPersonalExportDto(await this.exports.make(actor));
  }

  @Get('consents')
  @ApiOperation({ summary: 'What I have agreed to, and what I may be asked' })
  @ApiOkResponse({ type: ConsentsDto })
  async listConsents(@CurrentActor() actor: Actor): Promise<ConsentsDto> {
    return toConsentsDto(await this.consents.list(actor));
  }

  @Post('consents')
  @Idempotent({ name: 'privacy.consent', replay: 'getConsent' })
  @ApiOperation({ summary: 'Agree to a purpose, or take it back' })
  @ApiCreatedResponse({ type: ConsentDto })
  @ApiProblems({
    400: 'request.malformed_json, idempotency.key_invalid',
    409: 'consent.text_outdated, idempotency.in_progress',
    422: 'request.invalid, idempotency.key_reused',
  })
  async recordConsent(
    @CurrentActor() actor: Actor,
    @Body() body: RecordConsentDto,
    @CurrentDevice() device: Device,
  ): Promise<ConsentDto> {
    return toConsentDto(await this.consents.record(actor, body, device));
  }

  /** Renders a word that was recorded before again. */
  async getConsent(actor: Actor, id: string): Promise<ConsentDto> {
    return toConsentDto(await this.consents.get(actor, id));
  }

  /** Takes no key: once it is done, nobody is left who could ask again. */
  @Post('erasure')
  @HttpCode(200)
  @ApiOperation({ summary: 'Close my account and erase me, but for what the law has us keep' })
  @ApiOkResponse({ type: ErasureReceiptDto })
  @ApiProblems({ 409: 'user.obligations_open' })
  async erase(@CurrentActor() actor: Actor): Promise<ErasureReceiptDto> {
    return toErasureReceiptDto(await this.erasure.erase(actor));
  }
}
