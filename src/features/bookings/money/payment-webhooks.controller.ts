import { Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import type { RawBodyRequest } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { Public } from '../../../platform/auth/decorators.js';
import { ApiProblems } from '../../../platform/http/problem.dto.js';
import { PaymentEvents } from './payment-events.service.js';

export class WebhookReceivedDto {
  @ApiProperty({ example: true }) received: boolean;
}

@ApiTags('Payments')
@Controller('payments/webhooks')
export class PaymentWebhooksController {
  constructor(private readonly events: PaymentEvents) {}

  @Post(':gateway')
  @HttpCode(200)
  @Public()
  @ApiOperation({
    summary: 'Where payment gateways tell what has happened, under their signature',
    description: "The body is the gateway's own event; the signature is over its bytes.",
  })
  @ApiOkResponse({ type: WebhookReceivedDto, description: 'Also when it was received before.' })
  @ApiProblems({
    400: 'payment.webhook_unreadable, request.malformed_json',
    401: 'payment.webhook_signature_invalid',
    404: 'gateway.not_found',
  })
  async receive(
    @Param('gateway') gateway: string,
    @Req() request: RawBodyRequest<Request>,
  ): Promise<WebhookReceivedDto> {
    // A body that is not JSON is not read at all, and then nothing can be signed.
    await this.events.receive(gateway, headersOf(request), request.rawBody ?? Buffer.alloc(0));
    return { received: true };
  }
}

function headersOf({ headers }: Request): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
}
