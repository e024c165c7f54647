import type { TableDecision } from './table-decision.js';

/** What customers are and say. */
export const customerTables: Readonly<Record<string, TableDecision>> = {
  users: {
    rows: { by: 'id' },
    hidden: ['passwordHash', 'failedLogins', 'lockedUntil'],
    erasure: {
      act: 'blank',
      columns: {
        ...{ mobile: null, email: null, firstName: 'Erased', lastName: null, passwordHash: '-' },
        ...{
          preferences: {},
          avatarKey: null,
          isActive: false,
          emailVerifiedAt: null,
          mobileVerifiedAt: null,
        },
        ...{ lastLoginAt: null, referredById: null },
      },
      keptFor: 'tax',
    },
    columns: {
      ...{ mobile: 'exported', email: 'exported', firstName: 'exported', lastName: 'exported' },
      ...{ referredById: 'exported', passwordHash: 'hidden', preferences: 'exported', avatarKey: 'exported' },
    },
  },
  addresses: {
    rows: { by: 'userId' },
    erasure: { act: 'delete' },
    columns: {
      ...{ userId: 'owner', line1: 'exported', line2: 'exported', contactName: 'exported' },
      ...{ contactMobile: 'exported', lat: 'exported', lng: 'exported' },
    },
  },
  account_links: {
    rows: { by: 'userId' },
    hidden: ['tokenHash', 'addressKey'],
    erasure: { act: 'delete' },
    columns: { userId: 'owner' },
    retention: { after: 'expiresAt', period: 'codes' },
  },
  consents: {
    rows: { by: 'userId' },
    erasure: { act: 'blank', columns: { ip: null, userAgent: null }, keptFor: 'proof' },
    columns: {
      ...{ userId: 'owner', ip: 'exported', userAgent: 'exported' },
      ...{ textHash: 'no words', proofHash: 'no words' },
    },
  },
  erasure_requests: {
    rows: { by: 'userId' },
    erasure: { act: 'keep', keptFor: 'proof' },
    columns: { userId: 'owner', outcome: 'no words', receipt: 'no words' },
  },
  sessions: {
    rows: { by: 'principalId', kind: 'audience' },
    erasure: { act: 'delete' },
    columns: { principalId: 'owner', ip: 'exported', userAgent: 'exported' },
    retention: { after: 'expiresAt', period: 'sessions' },
  },
  refresh_tokens: {
    rows: { parent: 'sessions', column: 'sessionId' },
    hidden: ['hash'],
    erasure: { act: 'delete' },
    columns: { sessionId: 'owner' },
    retention: { after: 'expiresAt', period: 'sessions' },
  },
  guest_sessions: {
    rows: { by: 'convertedToId' },
    erasure: { act: 'delete' },
    columns: { id: 'thing', convertedToId: 'owner', deviceId: 'exported', metadata: 'exported' },
    retention: { after: 'createdAt', period: 'sessions' },
  },
  api_keys: {
    rows: { by: 'ownerId', kind: 'ownerKind' },
    hidden: ['secretHash', 'formerSecretHash', 'sealedSigningSecret', 'sealedFormerSigningSecret'],
    erasure: { act: 'delete' },
    columns: { ownerId: 'owner' },
  },
  api_key_nonces: {
    rows: { parent: 'api_keys', column: 'keyId' },
    erasure: { act: 'delete' },
    columns: {},
    retention: { after: 'expiresAt', period: 'codes' },
  },
  assistant_sessions: {
    rows: { parent: 'api_keys', column: 'keyId' },
    erasure: { act: 'delete' },
    columns: {},
    retention: { after: 'createdAt', period: 'sessions' },
  },
  threads: {
    rows: { by: 'ownerId', kind: 'ownerKind' },
    erasure: { act: 'delete' },
    columns: { ownerId: 'owner', title: 'exported', dialog: 'exported' },
    retention: { after: 'lastMessageAt', period: 'chat' },
  },
  messages: {
    rows: { parent: 'threads', column: 'threadId' },
    erasure: { act: 'delete' },
    columns: { content: 'exported', turnId: 'thing', entities: 'exported', answer: 'exported' },
    retention: { after: 'createdAt', period: 'chat' },
  },
  turns: {
    rows: { parent: 'threads', column: 'threadId' },
    hidden: ['leaseToken'],
    erasure: { act: 'delete' },
    columns: { principal: 'owner', messageId: 'thing', answerId: 'thing' },
    retention: { after: 'createdAt', period: 'chat' },
  },
  proposals: {
    rows: { parent: 'threads', column: 'threadId' },
    erasure: { act: 'delete' },
    columns: { principal: 'owner', turnId: 'thing', arguments: 'exported', details: 'exported' },
    retention: { after: 'createdAt', period: 'chat' },
  },
  notifications: {
    rows: { by: 'userId' },
    hidden: ['sealed'],
    erasure: { act: 'delete' },
    columns: { userId: 'owner', to: 'exported', subject: 'exported', body: 'exported', bookingId: 'thing' },
    retention: { after: 'createdAt', period: 'notices' },
  },
  notification_preferences: {
    rows: { by: 'userId' },
    erasure: { act: 'delete' },
    columns: { userId: 'owner' },
  },
  complaints: {
    rows: { by: 'customerId' },
    erasure: { act: 'blank', columns: { subject: 'Erased', description: 'Erased' }, keptFor: 'trade' },
    columns: {
      ...{ customerId: 'owner', subject: 'exported', description: 'exported', assignedToId: 'other person' },
    },
    hidden: ['assignedToId'],
  },
  complaint_updates: {
    rows: { parent: 'complaints', column: 'complaintId' },
    erasure: { act: 'blank', columns: { comment: 'Erased' }, keptFor: 'trade' },
    columns: { authorId: 'other person', comment: 'exported' },
    hidden: ['authorId'],
    withheld: ['isInternal', true],
  },
  reviews: {
    rows: { by: 'customerId' },
    erasure: { act: 'blank', columns: { text: null }, keptFor: 'trade' },
    columns: { customerId: 'owner', providerId: 'other person', text: 'exported' },
  },
  commands: {
    rows: { principal: 'scope' },
    hidden: ['fingerprint'],
    erasure: { act: 'delete' },
    columns: { scope: 'owner', resultId: 'thing' },
  },
  audit_log: {
    /** What they did, and what was done to them and read of them, by whom is left out. */
    rows: { by: 'actorId', kind: 'actorKind', about: 'subjectId' },
    hidden: ['actorId', 'sessionId', 'correlationId', 'prevHash', 'hash'],
    erasure: { act: 'keep', keptFor: 'security' },
    columns: {
      ...{ actorId: 'owner', sessionId: 'thing', subjectId: 'owner', action: 'no words' },
      /** Without personal values. */
      ...{ stateBefore: 'no words', stateAfter: 'no words' },
      ...{ correlationId: 'no words', prevHash: 'no words', hash: 'no words' },
    },
  },
};
