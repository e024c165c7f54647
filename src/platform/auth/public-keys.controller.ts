import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from './decorators.js';
import { SigningKeys } from './signing-keys.js';
import { PublicKeysDto } from './token.dto.js';

/** For whoever checks our tokens without asking us; at the root, where RFC 8414 has such things. */
@ApiTags('Identity')
@Controller('.well-known')
export class PublicKeysController {
  constructor(private readonly keys: SigningKeys) {}

  @Get('jwks.json')
  @Public({ token: 'ignored' })
  @Header('Cache-Control', 'public, max-age=300')
  @ApiOperation({ summary: 'The public keys our tokens are signed with (JWKS)' })
  @ApiOkResponse({ type: PublicKeysDto })
  async list(): Promise<PublicKeysDto> {
    return { keys: await this.keys.listPublic() };
  }
}
