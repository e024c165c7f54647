import { Injectable } from '@nestjs/common';
import { isUniqueViolation } from '../../../platform/database/database-errors.js';
import { lockRow } from '../../../platform/database/locks.js';
import { insertRows, updateRows } from '../../../platform/database/rows.js';
import type { Reader, Tx } from '../../../platform/database/transaction.js';
import { CartEntity, CartItemEntity } from './cart.entity.js';
import type { Principal } from '../principal.js';

@Injectable()
export class CartsRepository {
  find(reader: Reader, { kind, id: principalId }: Principal): Promise<CartEntity | null> {
    return reader.getRepository(CartEntity).findOneBy({ principalKind: kind, principalId });
  }

  /** Finds the cart and keeps its row until the transaction ends: its items are changed by one at a time. */
  keep(tx: Tx, { kind, id: principalId }: Principal): Promise<CartEntity | null> {
    return lockRow(tx, CartEntity, { principalKind: kind, principalId });
  }

  /** False when the principal has a cart already, e.g. one made at the same moment. */
  async insertUnlessThere(tx: Tx, cart: CartEntity): Promise<boolean> {
    try {
      await insertRows(tx, CartEntity, cart);
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  /** In the order in which they were added. */
  listItems(reader: Reader, cartId: string): Promise<CartItemEntity[]> {
    return reader.getRepository(CartItemEntity).find({ where: { cartId }, order: { id: 'ASC' } });
  }

  async change(tx: Tx, id: string, change: Pick<CartEntity, 'categoryId' | 'updatedAt'>): Promise<void> {
    await updateRows<CartEntity>(tx, CartEntity, { id }, change);
  }

  async addItem(tx: Tx, item: CartItemEntity): Promise<void> {
    await insertRows(tx, CartItemEntity, item);
  }

  async changeItem(
    tx: Tx,
    id: string,
    change: Partial<Pick<CartItemEntity, 'quantity' | 'attributes' | 'cartId'>>,
  ): Promise<void> {
    await updateRows<CartItemEntity>(tx, CartItemEntity, { id }, change);
  }

  async removeItem(tx: Tx, id: string): Promise<void> {
    await tx.getRepository(CartItemEntity).delete({ id });
  }

  async removeItems(tx: Tx, cartId: string): Promise<void> {
    await tx.getRepository(CartItemEntity).delete({ cartId });
  }
}
