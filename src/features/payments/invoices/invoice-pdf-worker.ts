import { parentPort, workerData } from 'node:worker_threads';
import type { InvoiceDocument } from './invoice-document.js';
import { drawInvoice } from './invoice-pdf.js';

parentPort?.postMessage(await drawInvoice(workerData as InvoiceDocument));
