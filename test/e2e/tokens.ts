import type { Audience } from '../../src/kernel/actor.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { Sessions } from '../../src/platform/auth/sessions.js';
import { Tokens } from '../../src/platform/auth/tokens.js';
import type { World } from '../world.js';

/** A token good at the world's time, for a principal who has come in by some door. */
export async function tokenFor(world: World, audience: Audience, id: string): Promise<string> {
  const opened = await world
    .get(UnitOfWork)
    .run((tx) => world.get(Sessions).open(tx, { audience, id }, { userAgent: null, ip: null }));
  const { accessToken } = await world.get(Tokens).pairFor(opened.session, opened.refreshToken);
  return accessToken;
}
