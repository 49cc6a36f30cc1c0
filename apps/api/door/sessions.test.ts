// sessions.test.ts: no session is ever kept under a secret that everybody knows.
import { readEnv } from '@mockverse/runtime/env';
import { Sessions } from './sessions';

describe('sessions', () => {
  it('are refused a start without a secret, with a sentence that says what to set', () => {
    const env = readEnv({});
    expect(() => new Sessions(undefined as never, env)).toThrow('SESSION_SECRET is not set.');
  });
});
