import { Platform1763700000001 } from './0001-platform.js';
import { People1763700000002 } from './0002-people.js';
import { Catalogue1763700000003 } from './0003-catalogue.js';
import { Bookings1763700000004 } from './0004-bookings.js';
import { Chat1763700000005 } from './0005-chat.js';
import { Support1763700000006 } from './0006-support.js';

/** In the order in which they are run. */
export const migrations = [
  Platform1763700000001,
  People1763700000002,
  Catalogue1763700000003,
  Bookings1763700000004,
  Chat1763700000005,
  Support1763700000006,
];
