import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import { mapPage } from '../../kernel/paging.js';
import type { Page } from '../../kernel/paging.js';
import { Allow, CurrentActor, OpenToKeys } from '../../platform/auth/decorators.js';
import { Idempotent } from '../../platform/http/idempotency.interceptor.js';
import { ApiPage } from '../../platform/http/page.dto.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import {
  AddPincodeDto,
  ChangePincodeDto,
  StaffPincodeDto,
  StaffPincodesQuery,
  toStaffPincodeDto,
} from './dto/staff-pincode.dto.js';
import { PincodeEdits } from './pincode-edits.service.js';

@ApiTags('Staff: catalogue')
@Controller('ops/catalogue/pincodes')
@Allow('settings.manage')
@ApiProblems({
  401: 'auth.required, auth.invalid_token',
  403: 'auth.wrong_audience, auth.permission_missing',
})
export class StaffPincodesController {
  constructor(private readonly edits: PincodeEdits) {}

  @Get()
  @OpenToKeys('catalogue.read')
  @ApiOperation({ summary: 'The pincodes we know, where we work and where we do not' })
  @ApiPage(StaffPincodeDto)
  @ApiProblems({ 422: 'request.invalid, page.cursor_invalid' })
  async list(
    @Query() { cursor, limit, city, serviceable }: StaffPincodesQuery,
  ): Promise<Page<StaffPincodeDto>> {
    const filter = {
      ...(city !== undefined && { city }),
      ...(serviceable !== undefined && { isServiceable: serviceable }),
    };
    return mapPage(await this.edits.list(filter, { cursor, limit }), toStaffPincodeDto);
  }

  @Post()
  @OpenToKeys('catalogue.write')
  @Idempotent({ name: 'catalogue.pincode.add', replay: 'replayed' })
  @ApiOperation({ summary: 'Add a pincode' })
  @ApiCreatedResponse({ type: StaffPincodeDto })
  @ApiProblems({
    400: 'request.malformed_json, idempotency.key_invalid',
    409: 'catalogue.already_there',
    422: 'request.invalid, idempotency.key_reused',
  })
  async add(
    @CurrentActor() actor: Actor,
    @Body() { serviceable, ...row }: AddPincodeDto,
  ): Promise<StaffPincodeDto> {
    return toStaffPincodeDto(await this.edits.add(actor, { ...row, isServiceable: serviceable }));
  }

  @Get(':pincode')
  @OpenToKeys('catalogue.read')
  @ApiOperation({ summary: 'One pincode' })
  @ApiOkResponse({ type: StaffPincodeDto })
  @ApiProblems({ 404: 'pincode.not_found' })
  async get(@Param('pincode') pincode: string): Promise<StaffPincodeDto> {
    return toStaffPincodeDto(await this.edits.get(pincode));
  }

  @Put(':pincode')
  @OpenToKeys('catalogue.write')
  @Idempotent({ name: 'catalogue.pincode.change', replay: 'replayed' })
  @ApiOperation({ summary: 'Change a pincode as you saw it: open or close it, say where it lies' })
  @ApiOkResponse({ type: StaffPincodeDto })
  @ApiProblems({
    400: 'request.malformed_json, idempotency.key_invalid',
    404: 'pincode.not_found',
    409: 'catalogue.changed_meanwhile',
    422: 'request.invalid, idempotency.key_reused',
  })
  async change(
    @CurrentActor() actor: Actor,
    @Param('pincode') pincode: string,
    @Body() { revision, serviceable, ...change }: ChangePincodeDto,
  ): Promise<StaffPincodeDto> {
    const wish = { ...change, ...(serviceable !== undefined && { isServiceable: serviceable }) };
    return toStaffPincodeDto(await this.edits.change(actor, pincode, wish, revision));
  }

  /** Renders a first answer again. */
  replayed(_actor: Actor, pincode: string): Promise<StaffPincodeDto> {
    return this.get(pincode);
  }
}
