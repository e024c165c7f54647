import { DomainError } from '../../kernel/errors.js';

export class HolidayAlreadyThere extends DomainError {
  readonly code = 'holiday.already_there';
  readonly kind = 'conflict';

  constructor() {
    super('That day is a holiday of the city already.');
  }
}
