import type { MachineTable } from './state-machine.js';
import { MachineInvalid, defineMachine } from './state-machine.js';

const door = defineMachine({
  name: 'door',
  states: ['open', 'shut', 'gone'],
  initial: ['open'],
  events: ['close', 'open', 'knock', 'remove'],
  roles: ['guest', 'owner'],
  guards: ['has_key'],
  transitions: [
    { from: 'open', event: 'close', to: 'shut', who: ['guest', 'owner'] },
    { from: 'shut', event: 'open', to: 'open', who: ['owner'], guard: 'has_key' },
    { from: 'shut', event: 'knock', to: 'shut', who: ['guest'] },
    { from: 'open', event: 'remove', to: 'gone', who: ['owner'], permission: 'settings.manage' },
  ],
});

describe('a state machine', () => {
  it('answers with the row that applies to the role', () => {
    expect(door.next('shut', 'open', 'owner')).toMatchObject({ to: 'open', guard: 'has_key' });
    expect(door.next('open', 'remove', 'owner')).toMatchObject({ to: 'gone', permission: 'settings.manage' });
  });

  it('has no answer for another role, event or state', () => {
    expect(door.next('shut', 'open', 'guest')).toBeNull();
    expect(door.next('open', 'knock', 'guest')).toBeNull();
    expect(door.next('gone', 'close', 'owner')).toBeNull();
  });

  it('lists what a role may do now', () => {
    expect(door.allowedEvents('open', 'owner')).toEqual(['close', 'remove']);
    expect(door.allowedEvents('shut', 'guest')).toEqual(['knock']);
    expect(door.allowedEvents('gone', 'owner')).toEqual([]);
  });

  it('calls a state final when nothing leads out of it', () => {
    expect(door.table.states.filter((state) => door.isFinal(state))).toEqual(['gone']);
  });

  it('draws itself', () => {
    expect(door.toMermaid()).toBe(
      [
        'stateDiagram-v2',
        '  [*] --> open',
        '  open --> shut: close (guest, owner)',
        '  shut --> open: open [has_key] (owner)',
        '  shut --> shut: knock (guest)',
        '  open --> gone: remove (owner)',
        '  gone --> [*]',
      ].join('\n'),
    );
  });

  it('is refused with every fault of its table at once', () => {
    const broken: MachineTable<string, string, string> = {
      name: 'broken',
      states: ['a', 'b', 'b', 'island'],
      initial: ['z'],
      events: ['go', 'idle'],
      roles: ['me'],
      guards: [],
      transitions: [
        { from: 'a', event: 'go', to: 'b', who: ['me'] },
        { from: 'a', event: 'go', to: 'a', who: ['me', 'you'] },
        { from: 'c', event: 'fly', to: 'd', who: [], guard: 'wings' },
      ],
    };
    const faults = (): readonly string[] => {
      try {
        defineMachine(broken);
        return [];
      } catch (error) {
        return error instanceof MachineInvalid ? error.faults : [];
      }
    };
    expect(faults()).toEqual([
      'state b is listed twice',
      'the beginning names an unknown state z',
      'a + go names an unknown role you',
      'c + fly names an unknown state c',
      'c + fly names an unknown state d',
      'c + fly names an unknown event fly',
      'c + fly names an unknown guard wings',
      'c + fly is open to nobody',
      'a + go by me is settled twice',
      'event idle is never used',
      'state a cannot be reached',
      'state b cannot be reached',
      'state island cannot be reached',
    ]);
  });
});
