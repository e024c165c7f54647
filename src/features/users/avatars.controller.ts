import { Controller, Get, HttpCode, Param, Post, Res, UploadedFiles, UseInterceptors } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Actor } from '../../kernel/actor.js';
import { ValidationFailed } from '../../kernel/errors.js';
import { CurrentActor, For } from '../../platform/auth/decorators.js';
import { IdParam } from '../../platform/http/id-param.pipe.js';
import { OneFile } from '../../platform/http/one-file.interceptor.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import { RateLimit } from '../../platform/rate-limit/rate-limit.decorator.js';
import { AvatarsService } from './avatars.service.js';
import { UserDto, toUserDto } from './dto/user.dto.js';

const maxBytes = 2 * 1_024 * 1_024;
const binary = { schema: { type: 'string', format: 'binary' } } as const;

@ApiTags('Identity')
@Controller('users')
export class AvatarsController {
  constructor(private readonly avatars: AvatarsService) {}

  @Post('me/avatar')
  @HttpCode(200)
  @For('customer')
  @RateLimit('upload')
  @UseInterceptors(OneFile({ maxBytes }))
  @ApiOperation({ summary: 'Set my picture: PNG, JPEG or WebP, at most 2 MiB and 4096 pixels a side' })
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['file'],
      properties: { file: { type: 'string', format: 'binary' } },
    },
  })
  @ApiOkResponse({ type: UserDto })
  @ApiProblems({
    400: 'request.malformed_json, file.malformed',
    401: 'auth.required, auth.invalid_token',
    403: 'auth.wrong_audience',
    413: 'file.too_large',
    415: 'avatar.unsupported',
    422: 'request.invalid, avatar.outsized',
  })
  async set(
    @CurrentActor() actor: Actor,
    @UploadedFiles() files: { buffer: Buffer }[] | undefined,
  ): Promise<UserDto> {
    const file = files?.[0];
    if (!file) throw new ValidationFailed([{ pointer: '/file', detail: 'must be a file' }]);
    return toUserDto(await this.avatars.set(actor, file.buffer));
  }

  /** Shown as what it was found to be when it was stored, and as nothing a browser would run. */
  @Get(':id/avatar')
  @For('customer', 'staff')
  @ApiOperation({ summary: 'My picture; for staff who may see customers, anybody’s' })
  @ApiOkResponse({ content: { 'image/png': binary, 'image/jpeg': binary, 'image/webp': binary } })
  @ApiProblems({
    401: 'auth.required, auth.invalid_token',
    403: 'auth.wrong_audience',
    404: 'avatar.not_found',
  })
  async get(
    @CurrentActor() actor: Actor,
    @Param('id', new IdParam('avatar')) id: string,
    @Res() response: Response,
  ): Promise<void> {
    const { type, bytes } = await this.avatars.get(actor, id);
    response
      .set({
        'Content-Type': type,
        'Content-Disposition': 'inline',
        'Content-Security-Policy': "default-src 'none'; sandbox",
        'X-Content-Type-Options': 'nosniff',
      })
      .send(bytes);
  }
}
