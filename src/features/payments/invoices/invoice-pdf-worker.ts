import { parentPort, workerData } from 'node:worker_threads';
import type { InvoiceDocument } from './invoice-document.js';
import { drawInvoice } from './invoice-pdf.js';

const [first, ...following] = workerData as readonly [InvoiceDocument, ...InvoiceDocument[]];
parentPort?.postMessage(await drawInvoice(first, following));
