import { ApprovalEntity } from './platform/approvals/approval.entity.js';
import { AuditEntryEntity } from './platform/audit/audit-entry.entity.js';
import { AuditHeadEntity } from './platform/audit/audit-head.entity.js';
import { CommandEntity } from './platform/database/command.entity.js';
import { OtpChallengeEntity } from './platform/auth/otp-challenge.entity.js';
import { RefreshTokenEntity } from './platform/auth/refresh-token.entity.js';
import { SessionEntity } from './platform/auth/session.entity.js';
import { SignInCounterEntity } from './platform/auth/sign-in-counter.entity.js';
import { SigningKeyEntity } from './platform/auth/signing-key.entity.js';
import { JobScheduleEntity } from './platform/jobs/job-schedule.entity.js';
import { JobEntity } from './platform/jobs/job.entity.js';
import {
  BookingEntity,
  BookingEventEntity,
  BookingItemEntity,
  CancellationQuoteEntity,
  CartEntity,
  CartItemEntity,
  HoldEntity,
  ProviderBlockEntity,
  ProviderPenaltyEntity,
  RescheduleProposalEntity,
  RescheduleQuoteEntity,
  StartCodeMissEntity,
} from './features/bookings/index.js';
import { ApiKeyEntity, ApiKeyNonceEntity, AssistantSessionEntity } from './features/api-keys/index.js';
import { ProposalEntity } from './features/agents/index.js';
import { DispatchEntity, DispatchOfferEntity, ProviderRecordEntity } from './features/dispatch/index.js';
import { GuestEntity } from './features/guests/index.js';
import { MessageEntity, ThreadEntity, TurnEntity } from './features/chat/index.js';
import { ComplaintEntity, ComplaintUpdateEntity, PriorityItemEntity } from './features/complaints/index.js';
import { DocumentEntity, DocumentVersionEntity } from './features/knowledge/index.js';
import {
  NotificationEntity,
  NotificationPreferenceEntity,
  NotificationTemplateEntity,
} from './features/notifications/index.js';
import {
  LedgerAccountEntity,
  LedgerEntryEntity,
  PaymentEntity,
  PaymentEventEntity,
  InvoiceCounterEntity,
  InvoiceEntity,
  PayoutEntity,
  PayoutLineEntity,
  ReconciliationEntity,
  RefundEntity,
} from './features/payments/index.js';
import { PolicyEntity } from './features/policies/index.js';
import { QuoteEntity } from './features/pricing/index.js';
import { ConsentEntity, ErasureRequestEntity } from './features/privacy/index.js';
import {
  CityHolidayEntity,
  ProviderCellEntity,
  ProviderDayEntity,
  ProviderEntity,
  ProviderExceptionEntity,
  ProviderHoursEntity,
  ProviderLeaveEntity,
  ProviderPincodeEntity,
  ProviderSkillEntity,
} from './features/providers/index.js';
import { ReviewEntity } from './features/reviews/index.js';
import {
  CategoryEntity,
  PincodeEntity,
  RateCardEntity,
  RateCardPincodeEntity,
  RateCardVersionEntity,
  SubcategoryEntity,
  SynonymEntity,
} from './features/services/index.js';
import {
  PermissionEntity,
  RoleEntity,
  RolePermissionEntity,
  StaffInvitationEntity,
  StaffMemberEntity,
  StaffRecoveryCodeEntity,
  StaffSecondFactorEntity,
} from './features/staff/index.js';
import { BusinessCalendarEntity, HolidayEntity } from './features/sla/index.js';
import { AccountLinkEntity, AddressEntity, UserEntity } from './features/users/index.js';

/** Every table, by floor; the drift test compares them with the migrations. */
export const entities = [
  ...[CommandEntity, JobEntity, JobScheduleEntity, NotificationEntity, NotificationTemplateEntity],
  NotificationPreferenceEntity,
  ...[SigningKeyEntity, SessionEntity, RefreshTokenEntity, UserEntity, AddressEntity],
  ...[OtpChallengeEntity, SignInCounterEntity, AccountLinkEntity],
  ...[GuestEntity, ApiKeyEntity, ApiKeyNonceEntity, AssistantSessionEntity],
  ...[StaffMemberEntity, RoleEntity, PermissionEntity, RolePermissionEntity],
  ...[StaffInvitationEntity, StaffSecondFactorEntity, StaffRecoveryCodeEntity],
  ...[AuditEntryEntity, AuditHeadEntity, ApprovalEntity],
  ...[CategoryEntity, SubcategoryEntity, SynonymEntity, RateCardEntity, RateCardVersionEntity],
  ...[PincodeEntity, RateCardPincodeEntity, PolicyEntity, QuoteEntity],
  ...[ProviderEntity, ProviderSkillEntity, ProviderHoursEntity, ProviderLeaveEntity, ProviderPincodeEntity],
  ...[ProviderDayEntity, ProviderCellEntity, ProviderExceptionEntity, CityHolidayEntity],
  ...[BookingEntity, BookingItemEntity, BookingEventEntity, CancellationQuoteEntity],
  ...[ProviderPenaltyEntity, StartCodeMissEntity, ReviewEntity],
  ...[
    HoldEntity,
    ProviderBlockEntity,
    CartEntity,
    CartItemEntity,
    RescheduleQuoteEntity,
    RescheduleProposalEntity,
  ],
  ...[DispatchEntity, DispatchOfferEntity, ProviderRecordEntity],
  ...[LedgerAccountEntity, LedgerEntryEntity],
  ...[PaymentEntity, PaymentEventEntity, RefundEntity, PayoutEntity, PayoutLineEntity, ReconciliationEntity],
  ...[InvoiceEntity, InvoiceCounterEntity],
  ...[ThreadEntity, MessageEntity, TurnEntity, ProposalEntity],
  ...[ComplaintEntity, ComplaintUpdateEntity, PriorityItemEntity, BusinessCalendarEntity, HolidayEntity],
  ...[DocumentEntity, DocumentVersionEntity],
  ...[ConsentEntity, ErasureRequestEntity],
];
