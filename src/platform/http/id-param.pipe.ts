import type { PipeTransform } from '@nestjs/common';
import { isId } from '../../kernel/ids.js';
import { NotFound } from '../../kernel/errors.js';

/** An id in the path: what is not even an id is no row of anybody's, so it is answered 404 like a missing one. */
export class IdParam implements PipeTransform<string, string> {
  /** @param what the thing in the trade's word, for the problem's code. */
  constructor(private readonly what: string) {}

  transform(value: string): string {
    if (!isId(value)) throw new NotFound(this.what);
    return value.toLowerCase();
  }
}
