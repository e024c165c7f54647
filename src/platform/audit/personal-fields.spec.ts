import { Pii } from '../telemetry/pii.js';
import { personalFieldsOf, subjectsOf } from './personal-fields.js';

class Person {
  @Pii('email') email: string;
  @Pii('name') firstName: string;
  @Pii('words') comment: string;
}

describe('what an answer says about people (ID-6)', () => {
  it('is found however deep, by the tags of the fields, and only where there is something', () => {
    expect(personalFieldsOf({ data: [{ id: '1', customer: { email: 'a@b.c', firstName: '' } }] })).toEqual([
      'email',
    ]);
    expect(personalFieldsOf({ customerEmail: 'a@b.c', firstName: 'Asha' })).toEqual([
      'customerEmail',
      'firstName',
    ]);
    expect(personalFieldsOf({ id: '1', level: 3, comment: 'fine', email: null })).toEqual([]);
    expect(personalFieldsOf(null)).toEqual([]);
    expect(new Person()).toBeInstanceOf(Person);
  });

  it('is about one thing or about the rows of a page', () => {
    expect(subjectsOf({ id: '1', addresses: [{ id: '2' }] })).toEqual(['1']);
    expect(subjectsOf({ data: [{ id: '1' }, { id: '2' }], page: {} })).toEqual(['1', '2']);
    expect(subjectsOf('text')).toEqual([]);
  });
});
