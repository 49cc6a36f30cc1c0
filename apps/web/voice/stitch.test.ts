// stitch.test.ts: one text, whatever a recogniser repeats, restarts or takes back.

import { isEcho } from './echo';
import { silenceFor } from './end-of-turn';
import { joinSessions, sameWords, sessionText, unsentPart } from './stitch';

const heard = (...entries: [string, boolean, number?][]) =>
  entries.map(([text, final, confidence = 0.9]) => ({ text, final, confidence }));

describe('the text of a session', () => {
  it('is rebuilt from the whole list, so redelivered entries count once', () => {
    const list = heard(['we stored', true], ['the message id', false]);
    expect(sessionText(list, false)).toEqual({ settled: 'we stored', tentative: 'the message id' });
    expect(sessionText(list, false)).toEqual(sessionText(list, false));
  });

  it('takes the last of finals that each repeat all before them', () => {
    expect(sessionText(heard(['we stored', true], ['we stored the', true], ['we stored the message', true]), false).settled).toBe(
      'we stored the message',
    );
  });

  it('treats a final without confidence as a guess where browsers lie about it', () => {
    expect(sessionText(heard(['well', true, 0]), true)).toEqual({ settled: '', tentative: 'well' });
    expect(sessionText(heard(['well', true, 0]), false).settled).toBe('well');
  });

  it('keeps a word that was truly said twice', () => {
    expect(sessionText(heard(['very', true], ['very good', true]), false).settled).toBe('very very good');
  });
});

describe('sessions', () => {
  it('count words heard on both sides of an open seam once', () => {
    expect(joinSessions('we used a unique', 'a unique constraint', true)).toBe('we used a unique constraint');
  });

  it('keep a repetition when the seam was closed', () => {
    expect(joinSessions('that is fine', 'that is fine', false)).toBe('that is fine that is fine');
  });
});

it('sends only what was not sent, also when the recogniser rewrites its past', () => {
  expect(unsentPart('we stored the id', 'we stored')).toBe('the id');
  expect(unsentPart('We stored the id', 'we stored')).toBe('the id');
  expect(unsentPart('we stored', 'we stored')).toBe('');
});

it('takes a final that only confirms a guess for no news', () => {
  expect(sameWords('Hello, world.', 'hello world')).toBe(true);
  expect(sameWords('hello world', 'hello world again')).toBe(false);
});

it('waits longer for a sentence that is plainly not over, and never beyond the limit', () => {
  const whole = 'I would add an index because every read scans the table';
  expect(silenceFor(whole)).toBe(2_500);
  expect(silenceFor(`${whole} and`)).toBe(4_000);
  expect(silenceFor('Yes.')).toBe(4_000);
  expect(silenceFor(`${whole}. That is my answer.`)).toBe(2_000);
});

it('calls words an echo only right after the interviewer said them', () => {
  const spoken = ['How would you make the payment count exactly once?'];
  expect(isEcho('make the payment count exactly once', spoken, 900)).toBe(true);
  expect(isEcho('make the payment count exactly once', spoken, 4_000)).toBe(false);
  expect(isEcho('with a unique key in the table', spoken, 900)).toBe(false);
});
