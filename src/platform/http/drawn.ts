import type { StreamableFile } from '@nestjs/common';

/** An answer to staff that is drawn once it is known what of it they may see: a document, and how to print it. */
export class Drawn<T extends object = object> {
  constructor(
    readonly shown: T,
    readonly draw: (shown: T) => Promise<StreamableFile>,
  ) {}
}
