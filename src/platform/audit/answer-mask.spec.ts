import { ApiProperty } from '@nestjs/swagger';
import fc from 'fast-check';
import { About, NotPii, Pii, PiiHere } from '../telemetry/pii.js';
import { shownTo } from './answer-mask.js';
import type { MaySee } from './answer-mask.js';
import { subjectsOf } from './answer-subjects.js';

class Person {
  @Pii('email') email: string;
  @Pii('name') firstName: string;
  @Pii('mobile') mobile: string;
  @Pii('address') line1: string;
}

class PlaceDto {
  @ApiProperty() line1: string;
  @ApiProperty() city: string;
}

class PartyDto {
  @PiiHere('name') @ApiProperty() name: string;
  @ApiProperty() email: string;
}

@About('customer')
class VisitDto {
  @ApiProperty() id: string;
  @ApiProperty() firstName: string;
  @ApiProperty({ type: PlaceDto }) place: PlaceDto;
  @ApiProperty({ type: [PlaceDto] }) formerPlaces: PlaceDto[];
  @PiiHere('words') @ApiProperty() wish: string;
  @PiiHere(({ by }) => (by === 'staff' ? 'note' : 'words')) @ApiProperty() reason: string;
  @NotPii() @ApiProperty() mobile: string;
  @About('provider') @ApiProperty({ type: PartyDto }) visitor: PartyDto;
  @About('company') @ApiProperty({ type: PartyDto }) seller: PartyDto;
}

class LongVisitDto extends VisitDto {
  @ApiProperty() hours: number;
}

@About('staff')
class ColleagueDto {
  @ApiProperty() id: string;
  @ApiProperty() email: string;
}

const visit = (by = 'customer') => ({
  id: 'v1',
  by,
  firstName: 'Canarina',
  place: { line1: '7 Canary Lane', city: 'Bangalore' },
  formerPlaces: [{ line1: '8 Canary Lane', city: 'Pune' }],
  wish: 'Ask for Canarina',
  reason: 'Canarina, canary@example.com, said so',
  mobile: 'a kind of phone',
  visitor: { name: 'Ravi Canary', email: 'ravi.canary@example.com' },
  seller: { name: 'Nexora', email: 'canary-free@nexora.example' },
});
const nobody: MaySee = (whose) => whose === 'company';
const everybody: MaySee = () => true;
const seeing =
  (...seen: string[]): MaySee =>
  (whose) =>
    whose === 'company' || (whose !== null && seen.includes(whose));
const of = (type: new () => object, paged = false) => ({ type, paged });

describe('an answer as somebody may see it (ID-6)', () => {
  it('shows the kinds of what they may not see, and leaves its form and all else', () => {
    expect(new Person()).toBeInstanceOf(Person);
    expect(shownTo(visit(), of(LongVisitDto), nobody)).toEqual({
      shown: {
        ...visit(),
        firstName: '[name]',
        place: { line1: '[address]', city: 'Bangalore' },
        formerPlaces: [{ line1: '[address]', city: 'Pune' }],
        wish: '[words]',
        reason: '[words]',
        visitor: { name: '[name]', email: '[email]' },
      },
      clear: [],
    });
  });

  it('shows in clear whose values they may see, and tells which fields that were', () => {
    const seen = shownTo(visit(), of(VisitDto), seeing('customer'));
    expect(seen.shown).toEqual({ ...visit(), visitor: { name: '[name]', email: '[email]' } });
    expect(seen.clear).toEqual(['firstName', 'line1', 'reason', 'wish']);
    expect(shownTo(visit(), of(VisitDto), everybody)).toEqual({
      shown: visit(),
      clear: ['email', 'firstName', 'line1', 'name', 'reason', 'wish'],
    });
  });

  it('takes emails and numbers out of a note, and no more', () => {
    const { shown } = shownTo(visit('staff'), of(VisitDto), nobody);
    expect(shown).toMatchObject({ reason: 'Canarina, [email], said so' });
  });

  it('goes through pages, and asks about each row', () => {
    const page = {
      data: [
        { id: 's1', email: 'a@b.in' },
        { id: 's2', email: 'c@d.in' },
      ],
      page: { next: null },
    };
    const own: MaySee = (whose, id) => whose === 'staff' && id === 's2';
    expect(shownTo(page, of(ColleagueDto, true), own)).toEqual({
      shown: { ...page, data: [{ id: 's1', email: '[email]' }, page.data[1]] },
      clear: ['email'],
    });
  });

  it('masks by name where nothing is described, for all who may not see everybody', () => {
    const answer = { deep: [{ customerEmail: 'a@b.in', lat: 1.5, note: { line1: 'x' }, none: null }] };
    expect(shownTo(answer, null, seeing('customer', 'provider', 'staff')).shown).toEqual({
      deep: [{ customerEmail: '[email]', lat: 1.5, note: { line1: '[address]' }, none: null }],
    });
    expect(shownTo(answer, null, everybody).shown).toEqual(answer);
  });

  it('masks each leaf of a tagged field that holds more than a word, numbers by null', () => {
    class TreeDto {
      @PiiHere('address') @ApiProperty() route: unknown;
    }
    const answer = { route: [{ at: [12.5, 77.5], name: 'Canary Lane', isLast: true }], other: 1 };
    expect(shownTo(answer, of(TreeDto), nobody).shown).toEqual({
      route: [{ at: [null, null], name: '[address]', isLast: true }],
      other: 1,
    });
  });

  it('lets nothing empty count as seen, and changes no answer it is given', () => {
    const blank = { ...visit(), firstName: '', wish: '', reason: '', place: null, formerPlaces: [] };
    const before = structuredClone(blank);
    const { visitor, ...rest } = blank;
    expect(shownTo(rest, of(VisitDto), seeing('customer')).clear).toEqual([]);
    expect(visitor).toEqual(before.visitor);
    shownTo(blank, of(VisitDto), nobody);
    expect(blank).toEqual(before);
  });

  it('shows no canary of a customer to who may see none, whatever stands around it', () => {
    const word = fc.constantFrom('canary', 'a canary b', 'CANARY');
    const answer = fc.record({
      firstName: word,
      wish: word,
      place: fc.option(fc.record({ line1: word, line2: fc.constant(null) })),
      formerPlaces: fc.array(fc.record({ line1: word, contact: fc.record({ email: word }) }), {
        maxLength: 3,
      }),
    });
    fc.assert(
      fc.property(answer, (each) => {
        expect(JSON.stringify(shownTo({ data: [each] }, of(VisitDto, true), nobody))).not.toMatch(/canary/i);
      }),
    );
  });

  it('is about one thing or about the rows of a page', () => {
    expect(subjectsOf({ id: '1', addresses: [{ id: '2' }] })).toEqual(['1']);
    expect(subjectsOf({ data: [{ id: '1' }, { id: '2' }], page: {} })).toEqual(['1', '2']);
    expect(subjectsOf('text')).toEqual([]);
  });
});
