// limits.test.ts: which addresses count as one, and how fast a session may talk.
import type { Store } from '@mockverse/store/store';
import { isNear, Limits, network } from './limits';

describe('an address', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::9', '2001:db8:1:2'],
    ['2001:db8::9', '2001:db8:0:0'],
  ])('%s counts as %s', (address, counted) => expect(network(address)).toBe(counted));

  it.each(['127.0.0.1', '::1', '10.1.2.3', '192.168.0.9', '172.17.0.1', '::ffff:127.0.0.1', 'fd00::1'])('%s is near', (address) =>
    expect(isNear(address)).toBe(true),
  );
  it.each(['8.8.8.8', '172.32.0.1', '2001:db8::1', '100.10.0.1', '203.0.113.7'])('%s is not near', (address) =>
    expect(isNear(address)).toBe(false),
  );
});

describe('chunks of one session', () => {
  const allowed = (limits: Limits, tries: number, atMs: number, session = 'a') => {
    let count = 0;
    for (let i = 0; i < tries; i += 1) {
      try {
        limits.chunk(session, '203.0.113.7', atMs);
        count += 1;
      } catch {
        break;
      }
    }
    return count;
  };

  it('may come in a burst after a lost connection, then fifty a second', () => {
    const limits = new Limits({} as Store);
    expect(allowed(limits, 500, 0)).toBe(200);
    expect(allowed(limits, 500, 1_000)).toBe(50);
    expect(allowed(limits, 500, 0, 'b')).toBe(200);
  });
});
