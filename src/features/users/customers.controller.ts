import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { mapPage } from '../../kernel/paging.js';
import type { Page } from '../../kernel/paging.js';
import { Allow, OpenToKeys } from '../../platform/auth/decorators.js';
import { IdParam } from '../../platform/http/id-param.pipe.js';
import { ApiPage, PageQuery } from '../../platform/http/page.dto.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import { AddressesService } from './addresses.service.js';
import { CustomerDetailDto, CustomerDto, toCustomerDetailDto, toCustomerDto } from './dto/customer.dto.js';
import { UsersService } from './users.service.js';

const forbidden = 'auth.wrong_audience, auth.permission_missing';

@ApiTags('Staff')
@Controller('ops/customers')
@Allow('users.view')
export class CustomersController {
  constructor(
    private readonly users: UsersService,
    private readonly addresses: AddressesService,
  ) {}

  @Get()
  @OpenToKeys('customers.read')
  @ApiOperation({ summary: 'Customers, the newest first' })
  @ApiPage(CustomerDto)
  @ApiProblems({
    401: 'auth.required, auth.invalid_token',
    403: forbidden,
    422: 'request.invalid, page.cursor_invalid',
  })
  async list(@Query() query: PageQuery): Promise<Page<CustomerDto>> {
    return mapPage(await this.users.listCustomers(query), toCustomerDto);
  }

  @Get(':id')
  @OpenToKeys('customers.read')
  @ApiOperation({ summary: 'One customer with their addresses' })
  @ApiOkResponse({ type: CustomerDetailDto })
  @ApiProblems({ 401: 'auth.required, auth.invalid_token', 403: forbidden, 404: 'user.not_found' })
  async get(@Param('id', new IdParam('user')) id: string): Promise<CustomerDetailDto> {
    return toCustomerDetailDto(await this.users.getCustomer(id), await this.addresses.listAll(id));
  }
}
