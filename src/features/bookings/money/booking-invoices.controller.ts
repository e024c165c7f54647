import { Controller, Get, Param, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Actor } from '../../../kernel/actor.js';
import { Allow, CurrentActor, For, OpenToKeys } from '../../../platform/auth/decorators.js';
import { IdParam } from '../../../platform/http/id-param.pipe.js';
import { ApiProblems } from '../../../platform/http/problem.dto.js';
import { InvoiceDto, InvoicePrinter, toInvoiceDto } from '../../payments/index.js';
import { NoSuchForm } from '../booking.errors.js';
import { BookingInvoicesService } from './booking-invoices.service.js';

const forms = ['application/json', 'application/pdf'] as const;

@ApiTags('Bookings')
@ApiExtraModels(InvoiceDto)
@Controller()
export class BookingInvoicesController {
  constructor(
    private readonly invoices: BookingInvoicesService,
    private readonly printer: InvoicePrinter,
  ) {}

  @Get('bookings/:id/invoice')
  @For('customer')
  @OpenToKeys('bookings.read')
  @ApiOperation({
    summary: 'The invoice of a finished booking with its credit notes, as JSON or as PDF by Accept',
  })
  @ApiOkResponse({
    content: {
      'application/json': { schema: { $ref: getSchemaPath(InvoiceDto) } },
      'application/pdf': { schema: { type: 'string', format: 'binary' } },
    },
  })
  @ApiProblems({
    401: 'auth.required, auth.invalid_token',
    403: 'auth.wrong_audience',
    404: 'booking.not_found, invoice.not_found',
    406: 'request.not_acceptable',
    503: 'invoice.printing_failed',
  })
  get(
    @CurrentActor() actor: Actor,
    @Param('id', new IdParam('booking')) id: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<InvoiceDto | Drawn<InvoiceDocument>> {
    return this.answer(actor, id, request, response);
  }

  @Get('ops/bookings/:id/invoice')
  @AnswersWith(InvoiceDto)
  @Allow('bookings.view')
  @OpenToKeys('bookings.read')
  @ApiOperation({ summary: "A booking's invoice, as its customer sees it" })
  @ApiOkResponse({
    content: {
      'application/json': { schema: { $ref: getSchemaPath(InvoiceDto) } },
      'application/pdf': { schema: { type: 'string', format: 'binary' } },
    },
  })
  @ApiProblems({
    401: 'auth.required, auth.invalid_token',
    403: 'auth.wrong_audience, auth.permission_missing',
    404: 'booking.not_found, invoice.not_found',
    406: 'request.not_acceptable',
    503: 'invoice.printing_failed',
  })
  getForStaff(
    @CurrentActor() actor: Actor,
    @Param('id', new IdParam('booking')) id: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<InvoiceDto | Drawn<InvoiceDocument>> {
    return this.answer(actor, id, request, response);
  }

  private async answer(
    actor: Actor,
    id: string,
    request: Request,
    response: Response,
  ): Promise<InvoiceDto | Drawn<InvoiceDocument>> {
    response.vary('Accept');
    const form = request.accepts([...forms]);
    if (form === false) throw new NoSuchForm(forms);
    const { invoice, creditNotes } = await this.invoices.get(actor, id);
    if (form === 'application/json') return toInvoiceDto(invoice, creditNotes);
    const options = { type: 'application/pdf', disposition: `inline; filename="${invoice.number}.pdf"` };
    return new Drawn(
      invoice.document,
      async (shown) => new StreamableFile(await this.printer.print(shown), options),
    );
  }
}
