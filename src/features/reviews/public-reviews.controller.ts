import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { mapPage } from '../../kernel/paging.js';
import type { Page } from '../../kernel/paging.js';
import { Public } from '../../platform/auth/decorators.js';
import { IdParam } from '../../platform/http/id-param.pipe.js';
import { ApiPage, PageQuery } from '../../platform/http/page.dto.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import { PublicReviewDto, toPublicReviewDto } from './dto/review.dto.js';
import { ReviewsService } from './reviews.service.js';

@ApiTags('Providers')
@Public()
@Controller('providers')
export class PublicReviewsController {
  constructor(private readonly reviews: ReviewsService) {}

  @Get(':id/reviews')
  @ApiOperation({ summary: 'What customers say of a provider, the latest first' })
  @ApiPage(PublicReviewDto)
  @ApiProblems({ 404: 'provider.not_found', 422: 'request.invalid, page.cursor_invalid' })
  async list(
    @Param('id', new IdParam('provider')) id: string,
    @Query() page: PageQuery,
  ): Promise<Page<PublicReviewDto>> {
    return mapPage(await this.reviews.listOf(id, page), toPublicReviewDto);
  }
}
