import { ReceiptInputs, gstGroups } from '../policies/index.js';
import type { PricingBody, Receipt, TaxBody } from '../policies/index.js';
import { gstOf } from './gst.rule.js';
import { price } from './pricing.rule.js';

/**
 * Decides a price (PR-3) or its tax (PR-4) again from its stored receipt: the same output, forever (PO-4).
 * @param bodies the versions it was decided by, or a draft in the place of one; PR-4 asks for the tax alone
 */
export function reevaluatePrice(
  { rule, inputs, policyId, policyVersion }: Receipt,
  bodies: { pricing?: PricingBody; tax?: TaxBody },
): Receipt['output'] {
  const given = new ReceiptInputs(inputs);
  const supply = {
    serviceOn: given.text('serviceOn'),
    placeOfSupplyState: given.text('placeOfSupplyState'),
    supplierStates: given.texts('supplierStates'),
  };
  const { pricing, tax } = bodies;
  if (tax === undefined) throw new Error(`Rule ${rule} is decided by a tax policy.`);
  if (rule === 'PR-4') {
    const lines = given.parts('lines').map((line) => ({
      taxablePaise: line.number('taxablePaise'),
      gstGroup: line.oneOf('gstGroup', gstGroups),
    }));
    return gstOf({ lines, ...supply }, { id: policyId, version: policyVersion, body: tax }).receipt.output;
  }
  if (pricing === undefined) throw new Error(`Rule ${rule} is decided by a pricing policy.`);
  const surgeReason = given.text('surgeReason');
  const { receipts } = price({
    lines: given.parts('lines').map((line) => ({
      rateCardId: line.text('rateCardId'),
      serviceName: line.text('serviceName'),
      variant: line.text('variant'),
      quantity: line.number('quantity'),
      unitPaise: line.number('unitPaise'),
      gstGroup: line.oneOf('gstGroup', gstGroups),
    })),
    discountPaise: given.number('discountPaise'),
    surgeBps: given.number('surgeBps'),
    ...(surgeReason !== '' && { surgeReason }),
    ...supply,
    pricing: { id: policyId, version: policyVersion, body: pricing },
    tax: { id: given.text('taxPolicyId'), version: given.number('taxPolicyVersion'), body: tax },
  });
  const [decided] = receipts;
  if (!decided) throw new Error('A price comes with a receipt.');
  return decided.output;
}
