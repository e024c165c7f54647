export { AddressesService } from './addresses.service.js';
export type { AddressInput } from './addresses.service.js';
export { AddressEntity } from './address.entity.js';
export { mobileFault, parseMobile } from './mobile.js';
export { UserEntity } from './user.entity.js';
export { UserAlreadyExists } from './users.errors.js';
export { UsersModule } from './users.module.js';
export { UsersService } from './users.service.js';
export type { NewUser } from './users.service.js';
