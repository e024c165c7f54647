import { Controller, Get, Param, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Actor } from '../../../kernel/actor.js';
import { Allow, CurrentActor, For, OpenToKeys } from '../../../platform/auth/decorators.js';
import { AnswersWith } from '../../../platform/http/answer-shape.js';
import { Drawn } from '../../../platform/http/drawn.js';
import { IdParam } from '../../../platform/http/id-param.pipe.js';
import { ApiProblems } from '../../../platform/http/problem.dto.js';
import { InvoiceDto, InvoicePrinter, toInvoiceDto } from '../../payments/index.js';
import type { InvoiceDocument } from '../../payments/index.js';
import { NoSuchForm } from '../booking.errors.js';
import { BookingInvoicesService } from './booking-invoices.service.js';

/** In the shape of the answer as JSON, by which it is known what in it is personal. */
type PrintedInvoice = InvoiceDocument & { creditNotes: InvoiceDocument[] };

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
  async get(
    @CurrentActor() actor: Actor,
    @Param('id', new IdParam('booking')) id: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<InvoiceDto | StreamableFile> {
    const answer = await this.answer(actor, id, request, response);
    return answer instanceof Drawn ? answer.draw(answer.shown) : answer;
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
  ): Promise<InvoiceDto | Drawn<PrintedInvoice>> {
    return this.answer(actor, id, request, response);
  }

  private async answer(
    actor: Actor,
    id: string,
    request: Request,
    response: Response,
  ): Promise<InvoiceDto | Drawn<PrintedInvoice>> {
    response.vary('Accept');
    const form = request.accepts([...forms]);
    if (form === false) throw new NoSuchForm(forms);
    const { invoice, creditNotes } = await this.invoices.get(actor, id);
    if (form === 'application/json') return toInvoiceDto(invoice, creditNotes);
    const options = { type: 'application/pdf', disposition: `inline; filename="${invoice.number}.pdf"` };
    const shown: PrintedInvoice = {
      ...invoice.document,
      creditNotes: creditNotes.map(({ document }) => document),
    };
    return new Drawn(
      shown,
      async ({ creditNotes: corrections, ...document }) =>
        new StreamableFile(await this.printer.print(document, corrections), options),
    );
  }
}
