import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columns, createTable, dropTables } from '../src/platform/database/migration.js';

const { id, ref, subjectId, text, longText, instant, day, int, flag, json, nullable } = columns;

/** Complaints with what staff should look at, support's calendar, and documents to be quoted. */
export class Support1763700000006 implements MigrationInterface {
  name = 'Support1763700000006';

  async up(runner: QueryRunner): Promise<void> {
    await complaints(runner);
    await calendars(runner);
    await documents(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'document_versions', 'documents', 'holidays', 'business_calendars');
    await dropTables(runner, 'priority_items', 'complaint_updates', 'complaints');
  }
}

async function complaints(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'complaints', {
    columns: [
      id(),
      text('ticketNumber', 16),
      ref('customerId'),
      nullable(ref('bookingId')),
      text('type', 30),
      text('priority', 10),
      text('status', 20),
      text('subject', 200),
      longText('description'),
      nullable(ref('assignedToId')),
      instant('firstReplyDueAt'),
      instant('resolutionDueAt'),
      instant('legalAckDueAt'),
      instant('legalResolveDueAt'),
      nullable(instant('firstRepliedAt')),
      nullable(instant('resolvedAt')),
      nullable(instant('closedAt')),
      instant('createdAt'),
      instant('updatedAt'),
    ],
    unique: [['ticketNumber']],
    index: [
      ['customerId', 'id'],
      ['status', 'priority', 'createdAt'],
      ['assignedToId', 'status'],
      ['bookingId'],
    ],
    foreign: {
      customerId: ['users', 'id'],
      bookingId: ['bookings', 'id'],
      assignedToId: ['staff', 'id'],
    },
  });
  await createTable(runner, 'complaint_updates', {
    columns: [
      id(),
      ref('complaintId'),
      text('authorKind', 10),
      nullable(subjectId('authorId')),
      longText('comment'),
      flag('isInternal'),
      instant('createdAt'),
    ],
    index: [['complaintId', 'createdAt']],
    foreign: { complaintId: ['complaints', 'id'] },
  });
  await createTable(runner, 'priority_items', {
    columns: [
      id(),
      text('kind', 12),
      subjectId('subjectId'),
      int('score'),
      json('parts'),
      text('status', 10),
      instant('createdAt'),
      nullable(instant('reviewedAt')),
      nullable(ref('reviewedById')),
    ],
    unique: [['kind', 'subjectId']],
    index: [['status', 'score', 'createdAt']],
    foreign: { reviewedById: ['staff', 'id'] },
  });
}

async function calendars(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'business_calendars', {
    columns: [
      id(),
      text('code', 40),
      text('name', 80),
      text('zone', 60),
      json('hours'),
      instant('createdAt'),
    ],
    unique: [['code']],
  });
  await createTable(runner, 'holidays', {
    columns: [id(), ref('calendarId'), day('onDay'), text('name', 80), text('nameHi', 120)],
    unique: [['calendarId', 'onDay']],
    foreign: { calendarId: ['business_calendars', 'id'] },
  });
}

async function documents(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'documents', {
    columns: [
      id(),
      text('slug', 80),
      text('title', 160),
      text('language', 10),
      int('currentVersion'),
      flag('isActive'),
      instant('createdAt'),
      instant('updatedAt'),
    ],
    unique: [['slug']],
  });
  await createTable(runner, 'document_versions', {
    columns: [
      id(),
      ref('documentId'),
      int('version'),
      longText('body'),
      text('bodyHash', 64),
      instant('publishedAt'),
    ],
    unique: [['documentId', 'version']],
    foreign: { documentId: ['documents', 'id'] },
  });
}
