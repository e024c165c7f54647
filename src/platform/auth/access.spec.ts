import { accessOf, isGuarded } from './access.js';
import { Allow, For, Public } from './decorators.js';

class Open {
  @Public()
  hello() {}

  forgotten() {}
}

@For('customer')
class Mine {
  list() {}

  @Allow('bookings.view')
  all() {}
}

describe('who may call a route', () => {
  it('is said by the route, before its controller', () => {
    expect(accessOf(Open.prototype.hello, Open)).toEqual({ to: 'anyone', token: 'read' });
    expect(accessOf(Mine.prototype.list, Mine)).toEqual({ to: 'audiences', audiences: ['customer'] });
    expect(accessOf(Mine.prototype.all, Mine)).toEqual({ to: 'staff', permissions: ['bookings.view'] });
  });

  it('is nobody when neither says it', () => {
    expect(isGuarded(Open.prototype.forgotten, Open)).toBe(false);
    expect(isGuarded(Mine.prototype.list, Mine)).toBe(true);
  });
});
