import { Module } from '@nestjs/common';
import { BookingsModule } from '../bookings/index.js';
import { ProvidersModule } from '../providers/index.js';
import { UsersModule } from '../users/index.js';
import { ProviderReviewsController } from './provider-reviews.controller.js';
import { PublicReviewsController } from './public-reviews.controller.js';
import { ReviewsController } from './reviews.controller.js';
import { ReviewsRepository } from './reviews.repository.js';
import { ReviewsService } from './reviews.service.js';

@Module({
  imports: [BookingsModule, ProvidersModule, UsersModule],
  controllers: [ReviewsController, ProviderReviewsController, PublicReviewsController],
  providers: [ReviewsRepository, ReviewsService],
})
export class ReviewsModule {}
