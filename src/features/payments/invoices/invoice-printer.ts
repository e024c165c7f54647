import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { Injectable } from '@nestjs/common';
import { PrintingFailed } from '../payments.errors.js';
import type { InvoiceDocument } from './invoice-document.js';

const longestMs = 10_000;
const mostAtOnce = 2;
const mostWaiting = 50;

/**
 * Threads load no TypeScript: run from its source, as tests do, this takes the thread that the build made of it.
 */
function threadFile(here: string): string {
  const beside = fileURLToPath(new URL('invoice-pdf-worker.js', here));
  return here.endsWith('.ts') ? beside.replace(/(.*)[/\\]src[/\\]/, '$1/dist/src/') : beside;
}

/**
 * Prints invoices as PDF, each in a thread of its own that is ended when it takes too long: drawing would stand in the way
 * of every other request. Nothing is kept, as the same documents print to the same bytes.
 */
@Injectable()
export class InvoicePrinter {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  /**
   * @param creditNotes follow it, each on a sheet of its own
   * @throws PrintingFailed
   */
  async print(invoice: InvoiceDocument, creditNotes: readonly InvoiceDocument[] = []): Promise<Buffer> {
    if (this.running >= mostAtOnce) {
      if (this.waiting.length >= mostWaiting) throw new PrintingFailed();
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else this.running += 1;
    try {
      return await inThread([invoice, ...creditNotes]);
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}

function inThread(documents: readonly InvoiceDocument[]): Promise<Buffer> {
  const thread = new Worker(threadFile(import.meta.url), {
    workerData: documents,
    resourceLimits: { maxOldGenerationSizeMb: 128 },
  });
  return new Promise<Buffer>((resolve, reject) => {
    const fail = (cause?: unknown) => reject(new PrintingFailed(cause));
    const timer = setTimeout(() => fail(), longestMs);
    const end = () => clearTimeout(timer);
    thread.once('message', (bytes: Uint8Array) => {
      end();
      resolve(Buffer.from(bytes));
    });
    thread.once('error', (error) => {
      end();
      fail(error);
    });
    thread.once('exit', () => {
      end();
      fail();
    });
  }).finally(() => thread.terminate());
}
