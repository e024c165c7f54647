import { Platform1763700000001 } from './0001-platform.js';
import { People1763700000002 } from './0002-people.js';
import { Catalogue1763700000003 } from './0003-catalogue.js';
import { Bookings1763700000004 } from './0004-bookings.js';
import { Chat1763700000005 } from './0005-chat.js';
import { Support1763700000006 } from './0006-support.js';
import { BookingLife1763700000007 } from './0007-booking-life.js';
import { BookingKernel1763700000010 } from './0010-booking-kernel.js';
import { Fees1763700000011 } from './0011-fees.js';
import { Money1763700000012 } from './0012-money.js';
import { Dispatch1763700000013 } from './0013-dispatch.js';
import { Notices1763700000014 } from './0014-notices.js';
import { ProviderSide1763700000015 } from './0015-provider-side.js';
import { Invoices1763700000016 } from './0016-invoices.js';
import { CustomerIdentity1763700000020 } from './0020-customer-identity.js';
import { StaffAndAudit1763700000021 } from './0021-staff-and-audit.js';
import { GuestsAndKeys1763700000022 } from './0022-guests-and-keys.js';
import { Privacy1763700000023 } from './0023-privacy.js';
import { Claims1763700000028 } from './0028-claims.js';

/** In the order in which they are run. */
export const migrations = [
  Platform1763700000001,
  People1763700000002,
  Catalogue1763700000003,
  Bookings1763700000004,
  Chat1763700000005,
  Support1763700000006,
  BookingLife1763700000007,
  BookingKernel1763700000010,
  Fees1763700000011,
  Money1763700000012,
  Dispatch1763700000013,
  Notices1763700000014,
  ProviderSide1763700000015,
  Invoices1763700000016,
  CustomerIdentity1763700000020,
  StaffAndAudit1763700000021,
  GuestsAndKeys1763700000022,
  Privacy1763700000023,
  Claims1763700000028,
];
