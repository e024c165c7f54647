import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Public } from '../../platform/auth/decorators.js';
import { Concierge } from './concierge.service.js';
import { toMermaid } from './graph/mermaid.js';

@ApiTags('Chat')
@Controller('agents')
export class AgentsController {
  constructor(private readonly concierge: Concierge) {}

  @Get('graph')
  @Public()
  @Header('Content-Type', 'text/plain; charset=utf-8')
  @ApiOperation({ summary: "The assistant's graph, as a Mermaid diagram" })
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' } })
  graph(): string {
    return toMermaid(this.concierge.graph);
  }
}
