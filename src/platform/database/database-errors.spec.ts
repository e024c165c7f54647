import { QueryFailedError } from 'typeorm';
import { DatabaseUnavailable, isConnectionLost, isTransient, isUniqueViolation } from './database-errors.js';

const failure = (facts: object) => Object.assign(new Error('said by the driver'), facts);
const ofQuery = (facts: object) => new QueryFailedError('SELECT 1', [], failure(facts));

describe('what went wrong with the database', () => {
  it('is told by the code, whether the driver or TypeORM threw it', () => {
    const codes = ['ECONNREFUSED', 'PROTOCOL_CONNECTION_LOST', 'ER_SERVER_SHUTDOWN'];
    for (const code of codes)
      expect([isConnectionLost(failure({ code })), isConnectionLost(ofQuery({ code }))]).toEqual([
        true,
        true,
      ]);
    expect(isTransient(ofQuery({ code: 'ER_LOCK_DEADLOCK' }))).toBe(true);
    expect(isTransient(ofQuery({ code: 'ER_LOCK_WAIT_TIMEOUT' }))).toBe(true);
    expect(isUniqueViolation(ofQuery({ code: 'ER_DUP_ENTRY' }))).toBe(true);
    expect(isUniqueViolation(ofQuery({ code: 'SQLITE_CONSTRAINT_UNIQUE' }))).toBe(true);
  });

  it('is a lost connection when a statement finds the connection closed, which has no code', () => {
    expect(isConnectionLost(ofQuery({ fatal: true }))).toBe(true);
    expect(isConnectionLost(new DatabaseUnavailable())).toBe(true);
  });

  it('is neither when the statement or the sign-in is wrong, or nothing of the database failed', () => {
    const others = [
      ofQuery({ code: 'ER_PARSE_ERROR', errno: 1064 }),
      failure({ code: 'ER_ACCESS_DENIED_ERROR', errno: 1045, fatal: true }),
      ofQuery({ code: 'ER_DUP_ENTRY', errno: 1062 }),
      new Error('a bug'),
      null,
    ];
    expect(others.map((each) => isConnectionLost(each) || isTransient(each))).toEqual(
      others.map(() => false),
    );
  });
});
