import { formatInr } from '../../../kernel/money.js';
import type { InvoiceDocument, InvoiceLine, InvoiceParty } from './invoice-document.js';
import { InvoicePage, sheet } from './invoice-page.js';

const muted = { size: 7.5, colour: '#666666' } as const;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

interface Column {
  title: string;
  /** Where it begins, or ends when its figures stand right. */
  x: number;
  align: 'left' | 'right';
  of: (line: InvoiceLine, at: number) => string;
}

const descriptionWidth = 128;
/** What totals, words and signature take. */
const footHeight = 170;

function columnsOf(isWithinState: boolean): Column[] {
  const right = (title: string, x: number, of: Column['of']): Column => ({ title, x, align: 'right', of });
  const money = (title: string, x: number, of: (line: InvoiceLine) => number) =>
    right(title, x, (line) => rupees(of(line)));
  return [
    { title: '#', x: 44, align: 'left', of: (_, at) => String(at + 1) },
    { title: 'Description', x: 60, align: 'left', of: () => '' },
    { title: 'SAC', x: 194, align: 'left', of: ({ sac }) => sac },
    right('Qty', 244, ({ quantity }) => String(quantity)),
    money('Value', 304, ({ valuePaise }) => valuePaise),
    money('Discount', 354, ({ discountPaise }) => discountPaise),
    money('Taxable', 412, ({ taxablePaise }) => taxablePaise),
    right('GST', 446, ({ gstBps }) => percent(gstBps)),
    ...(isWithinState
      ? [
          money('CGST', 498, ({ cgstPaise }: InvoiceLine) => cgstPaise),
          money('SGST', 551, ({ sgstPaise }: InvoiceLine) => sgstPaise),
        ]
      : [money('IGST', 551, ({ igstPaise }: InvoiceLine) => igstPaise)]),
  ];
}

/**
 * An invoice or a credit note on A4 (MO-4), one sheet for ordinary bookings. The same documents give the same bytes.
 * @param following what corrects it, each on a sheet of its own after it
 */
export async function drawInvoice(
  document: InvoiceDocument,
  following: readonly InvoiceDocument[] = [],
): Promise<Buffer> {
  const { number, issuedOn, supplier } = document;
  const page = new InvoicePage({
    title: `${titleOf(document)} ${number}`,
    author: supplier.name,
    at: new Date(`${following.at(-1)?.issuedOn ?? issuedOn}T00:00:00Z`),
  });
  drawSheet(page, document);
  for (const each of following) {
    page.next();
    drawSheet(page, each);
  }
  return page.bytes();
}

function drawSheet(page: InvoicePage, document: InvoiceDocument): void {
  drawTotals(page, document, drawTable(page, document, drawHead(page, document)));
}

function drawHead(page: InvoicePage, document: InvoiceDocument): number {
  const { supplier, recipient, number, issuedOn, orderNumber, serviceOn, placeOfSupply, corrects } = document;
  page.text(titleOf(document).toUpperCase(), sheet.right, 56, { size: 15, weight: 'bold', align: 'right' });
  page.text('ORIGINAL FOR RECIPIENT', sheet.right, 70, { ...muted, align: 'right' });
  let y = page.paragraph(page.wrap(supplier.name, 330, { size: 12, weight: 'bold' }), sheet.left, 56, {
    size: 12,
    weight: 'bold',
  });
  y = page.paragraph(addressOf(page, supplier, 330), sheet.left, y);
  if (supplier.gstin) page.text(`GSTIN ${supplier.gstin}`, sheet.left, y, { weight: 'bold' });
  y += 14;
  page.rule(y);
  y += 18;
  const facts: [string, string][] = [
    [corrects ? 'Credit note no.' : 'Invoice no.', number],
    ['Date', dayOf(issuedOn)],
    ...(corrects
      ? ([
          ['Against invoice', corrects.number],
          ['Invoice date', dayOf(corrects.issuedOn)],
        ] as [string, string][])
      : []),
    ['Order', orderNumber],
    ['Date of service', dayOf(serviceOn)],
    ['Place of supply', `${placeOfSupply.state} (${placeOfSupply.stateCode})`],
    ['Reverse charge', 'No'],
  ];
  page.text(corrects ? 'Credited to' : 'Billed to', sheet.left, y, muted);
  let left = page.paragraph(
    page.wrap(recipient.name, 270, { size: 10, weight: 'bold' }),
    sheet.left,
    y + 13,
    {
      size: 10,
      weight: 'bold',
    },
  );
  left = page.paragraph(addressOf(page, recipient, 270), sheet.left, left);
  let right = y;
  for (const [name, value] of facts) {
    page.text(name, 340, right, muted);
    right = page.paragraph(page.wrap(value, 135), 420, right);
    right += 1;
  }
  y = Math.max(left, right);
  if (corrects) y = page.paragraph(page.wrap(`Reason: ${corrects.reason}`, 515), sheet.left, y + 4);
  return y + 6;
}

function drawTable(page: InvoicePage, document: InvoiceDocument, top: number): number {
  const columns = columnsOf(document.igstPaise === 0);
  const head = (from: number): number => {
    page.band(from, 18);
    for (const { title, x, align } of columns)
      page.text(title, x, from + 12, { size: 7.5, weight: 'bold', align });
    return from + 32;
  };
  let y = head(top);
  document.lines.forEach((line, at) => {
    const described = page.wrap(line.description, descriptionWidth, { size: 8 });
    if (y + described.length * 11.2 > sheet.bottom) {
      page.next();
      y = head(sheet.top);
    }
    for (const { x, align, of } of columns) page.text(of(line, at), x, y, { size: 8, align });
    y = page.paragraph(described, 60, y, { size: 8 });
    page.rule(y - 6, '#e4e4e4');
    y += 6;
  });
  return y;
}

function drawTotals(page: InvoicePage, document: InvoiceDocument, top: number): void {
  const { taxablePaise, cgstPaise, sgstPaise, igstPaise, roundOffPaise, totalPaise, supplier } = document;
  const isWithinState = igstPaise === 0;
  const sums: [string, number][] = [
    ['Taxable value', taxablePaise],
    ...((isWithinState
      ? [
          ['CGST', cgstPaise],
          ['SGST / UTGST', sgstPaise],
        ]
      : [['IGST', igstPaise]]) as [string, number][]),
    ['Round-off', roundOffPaise],
  ];
  let y = top;
  if (y + footHeight > sheet.bottom) {
    page.next();
    y = sheet.top + 10;
  }
  y += 6;
  for (const [name, amount] of sums) {
    page.text(name, 380, y);
    page.text(rupees(amount), 551, y, { align: 'right' });
    y += 14;
  }
  page.rule(y - 7, '#1a1a1a', 376);
  y += 8;
  page.text('Total', 380, y, { size: 11, weight: 'bold' });
  page.text(formatInr(totalPaise), 551, y, { size: 11, weight: 'bold', align: 'right' });
  y += 24;
  page.text('Total in words', sheet.left, y, muted);
  y = page.paragraph(page.wrap(document.totalInWords, 515, { weight: 'bold' }), sheet.left, y + 12, {
    weight: 'bold',
  });
  y += 14;
  page.text(`For ${supplier.name}`, sheet.right, y, { align: 'right' });
  page.rule(y + 28, '#888888', 400);
  page.text('Authorised signatory', sheet.right, y + 38, { ...muted, align: 'right' });
  page.text('Amounts in Indian rupees. Tax is not payable on reverse charge.', sheet.left, y + 38, muted);
}

function titleOf({ kind }: InvoiceDocument): string {
  return kind === 'invoice' ? 'Tax invoice' : 'Credit note';
}

function addressOf(page: InvoicePage, party: InvoiceParty, width: number): string[] {
  const { address, state, stateCode } = party;
  return [...address.flatMap((line) => page.wrap(line, width)), `${state} (state code ${stateCode})`];
}

function dayOf(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${date} ${months[Number(month) - 1] ?? ''} ${year}`;
}

/** Two decimals always, as columns of figures need. */
function rupees(amountPaise: number): string {
  const shown = formatInr(amountPaise).replace('₹', '');
  return shown.includes('.') ? shown : `${shown}.00`;
}

function percent(bps: number): string {
  return `${bps / 100} %`;
}
