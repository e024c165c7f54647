import type { Reader } from '../../platform/database/transaction.js';

/** Where a customer's addresses lie; answered by whoever keeps addresses. */
export abstract class AddressBook {
  /** The pincode of the customer's own address; null for one that is missing, deleted or somebody else's. */
  abstract findPincode(reader: Reader, customerId: string, addressId: string): Promise<string | null>;
}
