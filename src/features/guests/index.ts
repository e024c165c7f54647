export { GuestEntity } from './guest.entity.js';
export { GuestsModule } from './guests.module.js';
