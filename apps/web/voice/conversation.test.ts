// conversation.test.ts: who has the floor after what, with a clock that the test moves.
import { createActor, SimulatedClock } from 'xstate';
import { type ConversationEvent, conversationMachine } from './conversation';

function aConversation(input = { typing: false }) {
  const done: string[] = [];
  const clock = new SimulatedClock();
  const note = (what: string) => () => void done.push(what);
  const machine = conversationMachine.provide({
    actions: {
      listen: note('listen'),
      stopListening: note('stop listening'),
      stopSpeaking: note('stop speaking'),
      closeTurn: note('close turn'),
    },
  });
  const actor = createActor(machine, { clock, input }).start();
  return {
    done,
    // In small steps: a timer that starts when another fires counts from that moment.
    pass: (ms: number) => {
      for (let passed = 0; passed < ms; passed += 10) clock.increment(10);
    },
    tell: (...events: (ConversationEvent['type'] | ConversationEvent)[]) => {
      for (const event of events) actor.send(typeof event === 'string' ? ({ type: event } as ConversationEvent) : event);
    },
    is: (state: Parameters<ReturnType<typeof actor.getSnapshot>['matches']>[0]) => actor.getSnapshot().matches(state),
    context: () => actor.getSnapshot().context,
  };
}

const LONG = { type: 'HEARD', answer: 'I would add an index because every read scans the whole table' } as const;

describe('the conversation', () => {
  it('keeps the microphone off while the interviewer speaks, and for a moment after', () => {
    const talk = aConversation();
    talk.tell('SENTENCE', 'FLOOR');
    talk.pass(590);
    expect(talk.done).not.toContain('listen');
    talk.pass(20);
    expect(talk.done).toContain('listen');
  });

  it('ends an answer by itself after silence, never before a word was said', () => {
    const talk = aConversation();
    talk.tell('SENTENCE', 'FLOOR');
    talk.pass(60_000);
    expect(talk.is('listening')).toBe(true);
    talk.tell(LONG);
    talk.pass(2_400);
    expect(talk.is({ listening: 'finishing' })).toBe(true);
    talk.pass(200);
    expect(talk.is('thinking')).toBe(true);
    expect(talk.done.filter((what) => what === 'close turn')).toHaveLength(1);
  });

  it('takes the countdown back when another word comes', () => {
    const talk = aConversation();
    talk.tell('SENTENCE', 'FLOOR', LONG);
    talk.pass(2_400);
    talk.tell({ ...LONG, answer: `${LONG.answer} and then some more of it` });
    expect(talk.is({ listening: 'hearing' })).toBe(true);
    talk.pass(2_400);
    expect(talk.is('listening')).toBe(true);
  });

  it('waits without limit for somebody who asked for a moment', () => {
    const talk = aConversation();
    talk.tell('SENTENCE', 'FLOOR', LONG, 'MOMENT');
    talk.pass(120_000);
    expect(talk.is({ listening: 'moment' })).toBe(true);
    talk.tell({ ...LONG, answer: `${LONG.answer} yes` });
    talk.pass(3_000);
    expect(talk.is('thinking')).toBe(true);
  });

  it('does not end an empty answer when the space bar is let go', () => {
    const talk = aConversation();
    talk.tell('SENTENCE', 'HOLD', 'HOLD', 'RELEASE');
    talk.pass(60_000);
    expect(talk.is('listening')).toBe(true);
    expect(talk.done).toContain('stop speaking');
  });

  it('goes over to typing with the reason when speech is lost, and stays there for the next question', () => {
    const talk = aConversation();
    talk.tell('SENTENCE', 'FLOOR', { type: 'SPEECH_LOST', why: 'blocked' });
    expect(talk.is('typing')).toBe(true);
    expect(talk.context().speechLost).toBe('blocked');
    talk.tell('DONE', 'SENTENCE', 'FLOOR');
    expect(talk.is('typing')).toBe(true);
    talk.tell('TALK');
    expect(talk.is('listening')).toBe(true);
  });

  it('returns after a pause to whoever had the floor', () => {
    const answering = aConversation();
    answering.tell('SENTENCE', 'FLOOR', LONG, 'PAUSE');
    answering.pass(60_000);
    expect(answering.is('paused')).toBe(true);
    answering.tell('RESUME');
    expect(answering.is('listening')).toBe(true);
    const asking = aConversation();
    asking.tell('SENTENCE', 'PAUSE', 'RESUME', 'SENTENCE');
    expect(asking.is('speaking')).toBe(true);
  });

  it('goes on thinking when the server closed the answer first', () => {
    const talk = aConversation();
    talk.tell('SENTENCE', 'FLOOR', LONG, 'CLOSED');
    expect(talk.is('thinking')).toBe(true);
    expect(talk.done).not.toContain('close turn');
  });
});
