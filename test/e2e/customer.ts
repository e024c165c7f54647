import type { Api, Turn } from '../api.js';
import { homePincode } from './marketplace.js';

/** What the scripted customer says when asked; told nothing else, they take the first option. */
export interface Script {
  /** Among several services, the one they mean. */
  service?: (options: Turn['options']) => string;
}

const mostTurns = 10;

/** A customer who talks to the assistant and answers whatever is asked, as `awaiting` says. */
export class TalkingCustomer {
  readonly turns: Turn[] = [];
  threadId: string | undefined;

  /** @param between runs after each turn, e.g. to restart the server */
  constructor(
    private world: Api,
    readonly token: string,
    private readonly between: () => Promise<void> = () => Promise.resolve(),
  ) {}

  static async arrive(world: Api, between?: () => Promise<void>): Promise<TalkingCustomer> {
    return new TalkingCustomer(world, (await world.newCustomer()).token, between);
  }

  /** What was asked for so far, in order. */
  get asked(): (string | null)[] {
    return this.turns.map(({ awaiting }) => awaiting);
  }

  /** Goes on with the same conversation at another server. */
  goTo(world: Api): void {
    this.world = world;
  }

  async say(message: string): Promise<Turn> {
    const turn = await this.world.say(this.token, message, this.threadId);
    this.threadId = turn.threadId;
    this.turns.push(turn);
    await this.between();
    return turn;
  }

  /** Opens with a message and answers questions until a proposal waits for a yes. */
  async toProposal(opening: string, script: Script = {}): Promise<Turn> {
    let turn = await this.say(opening);
    for (let count = 0; count < mostTurns && turn.awaiting !== 'confirmation'; count += 1)
      turn = await this.say(answerTo(turn, script));
    if (turn.awaiting === 'confirmation' && turn.proposal) return turn;
    throw new Error(
      `No proposal came: ${this.turns.map(({ awaiting, reply }) => `[${awaiting}] ${reply}`).join(' | ')}`,
    );
  }
}

function answerTo({ awaiting, options, reply }: Turn, { service }: Script): string {
  const first = options[0]?.label;
  switch (awaiting) {
    case 'service':
      return service?.(options) ?? first ?? '';
    case 'address':
      return '12, 5th Cross, MG Road';
    case 'pincode':
      return homePincode;
    case 'date':
    case 'variant':
    case 'slot':
    case 'time':
      if (first !== undefined) return first;
      break;
    default:
  }
  throw new Error(`Nothing to answer: [${awaiting}] ${reply}`);
}
