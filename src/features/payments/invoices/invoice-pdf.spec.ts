import { pdfText } from '../../../../test/pdf-text.js';
import type { InvoiceDocument, InvoiceLine } from './invoice-document.js';
import { drawInvoice } from './invoice-pdf.js';
import { runsOf } from './invoice-text.js';

const line: InvoiceLine = {
  ...{
    description: 'Fan repair: Repair',
    sac: '9987',
    quantity: 1,
    unitPaise: 1_29_900,
    valuePaise: 1_29_900,
  },
  ...{ discountPaise: 1_000, taxablePaise: 1_28_900, gstBps: 1800 },
  ...{ cgstPaise: 11_601, sgstPaise: 11_601, igstPaise: 0 },
};
const invoice: InvoiceDocument = {
  ...{ kind: 'invoice', number: 'KA2627-0000123', issuedOn: '2026-11-20', orderNumber: 'NX-7KQ2M9' },
  serviceOn: '2026-11-19',
  supplier: {
    ...{ name: 'Nexora Home Services Private Limited', address: ['27 Residency Road'], state: 'Karnataka' },
    ...{ stateCode: '29', gstin: '29AAHCN4821K1Z4' },
  },
  recipient: {
    ...{ name: 'Asha Rao', address: ['12, 5th Cross'], state: 'Karnataka', stateCode: '29', gstin: null },
  },
  placeOfSupply: { state: 'Karnataka', stateCode: '29' },
  lines: [line],
  ...{ taxablePaise: 1_28_900, cgstPaise: 11_601, sgstPaise: 11_601, igstPaise: 0, roundOffPaise: -2 },
  ...{ totalPaise: 1_52_100, totalInWords: 'Rupees One Thousand Five Hundred Twenty One Only' },
  ...{ reverseCharge: false, corrects: null },
};

describe('a printed invoice (MO-4)', () => {
  it('shows what Rule 46 asks for', async () => {
    const [page = [], ...more] = pdfText(await drawInvoice(invoice));
    expect(more).toEqual([]);
    for (const text of [
      ...['TAX INVOICE', 'Nexora Home Services Private Limited', 'GSTIN 29AAHCN4821K1Z4', 'KA2627-0000123'],
      ...[
        '20 Nov 2026',
        '19 Nov 2026',
        'Asha Rao',
        '12, 5th Cross',
        'Karnataka (state code 29)',
        'Karnataka (29)',
      ],
      ...['Fan repair: Repair', '9987', '1,299.00', '10.00', '1,289.00', '18 %', '116.01', '-0.02'],
      ...['Rupees One Thousand Five Hundred Twenty One Only', 'Reverse charge', 'No', 'Authorised signatory'],
    ])
      expect(page).toContain(text);
    expect(page.join('')).toContain('₹1,521');
  });

  it('bears IGST alone between states, and a credit note names its invoice', async () => {
    const far = { ...line, cgstPaise: 0, sgstPaise: 0, igstPaise: 23_202 };
    const [page = []] = pdfText(
      await drawInvoice({
        ...{ ...invoice, lines: [far], cgstPaise: 0, sgstPaise: 0, igstPaise: 23_202 },
        ...{ kind: 'credit_note', number: 'CKA2627-0000007' },
        corrects: { number: 'KA2627-0000123', issuedOn: '2026-11-20', reason: 'It was late.' },
      }),
    );
    expect(page).toEqual(
      expect.arrayContaining(['CREDIT NOTE', 'CKA2627-0000007', 'KA2627-0000123', 'IGST', '232.02']),
    );
    expect(page).toContain('Reason: It was late.');
    expect(page).not.toContain('CGST');
  });

  it('is followed by its credit notes, each on a sheet of its own', async () => {
    const corrects = { number: invoice.number, issuedOn: invoice.issuedOn, reason: 'It was late.' };
    const note = (number: string): InvoiceDocument => ({ ...invoice, kind: 'credit_note', number, corrects });
    const sheets = pdfText(await drawInvoice(invoice, [note('CKA2627-0000007'), note('CKA2627-0000008')]));
    expect(sheets.map((texts) => texts[0])).toEqual(['TAX INVOICE', 'CREDIT NOTE', 'CREDIT NOTE']);
    expect(sheets[2]).toContain('CKA2627-0000008');
  });

  it('is the same file each time, and another for another invoice', async () => {
    const first = await drawInvoice(invoice);
    expect((await drawInvoice(invoice)).equals(first)).toBe(true);
    expect((await drawInvoice({ ...invoice, number: 'KA2627-0000124' })).equals(first)).toBe(false);
  });

  it('has one sheet for ten items, and goes on to others with every line on one of them', async () => {
    const lines = (count: number) =>
      Array.from({ length: count }, (_, at) => ({
        ...line,
        description: `Item ${at + 1}, a long description of what is done in this house, in several words`,
      }));
    expect(pdfText(await drawInvoice({ ...invoice, lines: lines(10) }))).toHaveLength(1);
    const pages = pdfText(await drawInvoice({ ...invoice, lines: lines(60) }));
    expect(pages.length).toBeGreaterThan(1);
    const all = pages.flat().join(' ');
    for (let at = 1; at <= 60; at += 1) expect(all).toContain(`Item ${at},`);
    expect(pages.at(-1)).toContain('Authorised signatory');
  });

  it('sets Hindi and the rupee in fonts that have them, and shows what no font has', async () => {
    expect(runsOf('श्रीमती लक्ष्मी Rao ₹5 李', 'bold')).toEqual([
      { font: 'devanagari-bold', text: 'श्रीमती लक्ष्मी ' },
      { font: 'latin-bold', text: 'Rao ' },
      { font: 'latin-ext-bold', text: '₹' },
      { font: 'latin-bold', text: '5 ?' },
    ]);
    const [page = []] = pdfText(
      await drawInvoice({ ...invoice, recipient: { ...invoice.recipient, name: 'गगन', address: [] } }),
    );
    expect(page).toContain('गगन');
  });
});
