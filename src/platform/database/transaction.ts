import type { EntityManager } from 'typeorm';

declare const reading: unique symbol;
declare const open: unique symbol;

/** A view of committed rows. `UnitOfWork.read` makes one; a `Tx` is one as well. */
export type Reader = EntityManager & { readonly [reading]: true };

/** An open transaction. Only `UnitOfWork.run` makes one, so no write can be made without it. */
export type Tx = Reader & { readonly [open]: true };
