import { Module } from '@nestjs/common';
import { PoliciesModule } from '../policies/index.js';
import { ProvidersModule } from '../providers/index.js';
import { ServicesModule } from '../services/index.js';
import { DispatchRanking } from './dispatch-ranking.js';
import { RankingService } from './ranking.service.js';
import { RankingView } from './ranking.view.js';

/** Ranking without what it is used for: bookings ask for it through their port, and dispatch by itself. */
@Module({
  imports: [PoliciesModule, ProvidersModule, ServicesModule],
  providers: [DispatchRanking, RankingService, RankingView],
  exports: [DispatchRanking, RankingService],
})
export class RankingModule {}
