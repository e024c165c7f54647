import { Global, Module } from '@nestjs/common';
import { CandidateRanking, OpenDisputes } from '../features/bookings/index.js';
import { OpenComplaintsView } from '../features/complaints/index.js';
import { DispatchRanking, RankingModule } from '../features/dispatch/index.js';
import { CompanyCalendar, PaymentsModule } from '../features/payments/index.js';
import { PolicyScopes } from '../features/policies/index.js';
import { AddressBook, DuesBook } from '../features/pricing/index.js';
import { ServicesModule } from '../features/services/index.js';
import { HolidaysRepository } from '../features/sla/index.js';
import { OpenObligations, UsersModule } from '../features/users/index.js';
import { UsersAddressBook } from './address-book.js';
import { CataloguePolicyScopes } from './policy-scopes.js';
import { ComplaintsOpenDisputes } from './open-disputes.js';
import { LedgerDuesBook } from './dues-book.js';
import { SlaCompanyCalendar } from './company-calendar.js';
import { TradeObligations } from './open-obligations.view.js';

/** Binds the ports that one feature declares to the feature that answers them. */
@Global()
@Module({
  imports: [PaymentsModule, RankingModule, ServicesModule, UsersModule],
  providers: [
    { provide: AddressBook, useClass: UsersAddressBook },
    HolidaysRepository,
    OpenComplaintsView,
    { provide: OpenDisputes, useClass: ComplaintsOpenDisputes },
    { provide: PolicyScopes, useClass: CataloguePolicyScopes },
    { provide: DuesBook, useClass: LedgerDuesBook },
    { provide: CompanyCalendar, useClass: SlaCompanyCalendar },
    { provide: OpenObligations, useClass: TradeObligations },
    { provide: CandidateRanking, useExisting: DispatchRanking },
  ],
  exports: [
    OpenObligations,
    AddressBook,
    DuesBook,
    CompanyCalendar,
    OpenDisputes,
    CandidateRanking,
    PolicyScopes,
  ],
})
export class CompositionModule {}
