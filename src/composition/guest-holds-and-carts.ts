import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { BookingHoldsService, CartsService } from '../features/bookings/index.js';
import { GuestBelongings } from '../platform/auth/guest-belongings.js';

/** What a guest holds and has put into the cart becomes the customer's when they sign in (ID-7). */
@Injectable()
export class GuestHoldsAndCarts implements OnModuleInit {
  constructor(
    private readonly belongings: GuestBelongings,
    private readonly holds: BookingHoldsService,
    private readonly carts: CartsService,
  ) {}

  onModuleInit(): void {
    this.belongings.register('holds', (tx, guestId, userId) =>
      this.holds.adopt(tx, { kind: 'guest', id: guestId }, { kind: 'customer', id: userId }),
    );
    this.belongings.register('cartItems', (tx, guestId, userId) =>
      this.carts.adopt(tx, { kind: 'guest', id: guestId }, { kind: 'customer', id: userId }),
    );
  }
}
