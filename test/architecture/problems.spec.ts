import { listProblemCodes } from '../../scripts/generate-docs.mjs';
import { NotFound, ValidationFailed } from '../../src/kernel/errors.js';

const problems = listProblemCodes();

function doubled(codes: readonly string[]): string[] {
  return codes.filter((each, at) => codes.indexOf(each) !== at);
}

describe('the problem codes', () => {
  it('are found wherever they are made: by refusals, at the edge, for what is missing', () => {
    const codes = problems.map(({ code }) => code);
    expect(codes).toEqual(
      expect.arrayContaining([
        new ValidationFailed([]).code,
        new NotFound('booking').code,
        'slot.taken',
        'route.not_found',
        'idempotency.key_required',
      ]),
    );
  });

  it('are area.fact_in_snake', () => {
    expect(problems.filter(({ code }) => !/^[a-z]+(_[a-z]+)*\.[a-z0-9]+(_[a-z0-9]+)*$/.test(code))).toEqual(
      [],
    );
  });

  it('each mean one thing', () => {
    expect(doubled(problems.map(({ code }) => code))).toEqual([]);
    expect(doubled(['slot.taken', 'slot.invalid', 'slot.taken'])).toEqual(['slot.taken']);
  });

  it('each go with a status of refusal and a sentence', () => {
    expect(problems.filter(({ status, detail }) => status < 400 || status > 599 || detail === '')).toEqual(
      [],
    );
  });
});
