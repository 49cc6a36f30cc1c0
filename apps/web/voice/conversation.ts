// conversation.ts: whose turn it is, as a state machine. Pure: it says what should happen, others do it.
import { assign, setup } from 'xstate';
import { silenceFor, UNREMARKED_MS } from './end-of-turn';

export type ConversationEvent =
  /** The interviewer begins to say something. */
  | { type: 'SENTENCE' }
  /** The question is complete and everything of it was said. */
  | { type: 'FLOOR' }
  /** The answer so far changed. */
  | { type: 'HEARD'; answer: string }
  | { type: 'DONE' }
  | { type: 'CLOSED' }
  | { type: 'BARGE_IN' }
  | { type: 'MOMENT' }
  | { type: 'HOLD' }
  | { type: 'RELEASE' }
  | { type: 'TYPE' }
  | { type: 'TALK' }
  | { type: 'SPEECH_LOST'; why: string }
  | { type: 'PAUSE' }
  | { type: 'RESUME' }
  | { type: 'END' };

interface Context {
  /** The answer as heard, for the length of the silence. */
  answer: string;
  /** Typing by choice, or because speech cannot be had. */
  typing: boolean;
  /** Why speech cannot be had; null when it can. */
  speechLost: string | null;
  /** The floor is the person's: a pause returns here, else to the interviewer. */
  floor: boolean;
}

/** The loudspeaker's tail must not be heard as the answer's first words. */
const HOLD_OFF_MS = 600;

export const conversationMachine = setup({
  types: {
    context: {} as Context,
    events: {} as ConversationEvent,
    input: {} as { typing: boolean },
  },
  actions: {
    listen: () => {},
    stopListening: () => {},
    stopSpeaking: () => {},
    closeTurn: () => {},
    takeFloor: assign({ floor: true }),
    giveFloor: assign({ floor: false, answer: '' }),
    keepAnswer: assign({ answer: ({ event, context }) => (event.type === 'HEARD' ? event.answer : context.answer) }),
    chooseTyping: assign({ typing: true }),
    chooseTalking: assign({ typing: false }),
    loseSpeech: assign({
      typing: true,
      speechLost: ({ event, context }) => (event.type === 'SPEECH_LOST' ? event.why : context.speechLost),
    }),
    findSpeech: assign({ speechLost: null }),
  },
  guards: {
    types: ({ context }) => context.typing,
    hasFloor: ({ context }) => context.floor,
    saidSomething: ({ context }) => context.answer !== '',
    hasFloorAndTypes: ({ context }) => context.floor && context.typing,
  },
  delays: {
    holdOff: HOLD_OFF_MS,
    unremarked: UNREMARKED_MS,
    countdown: ({ context }) => silenceFor(context.answer) - UNREMARKED_MS,
  },
}).createMachine({
  id: 'conversation',
  context: ({ input }) => ({ answer: '', typing: input.typing, speechLost: null, floor: false }),
  initial: 'idle',
  on: {
    END: { target: '.ended' },
    PAUSE: { target: '.paused' },
    TYPE: { actions: 'chooseTyping' },
    TALK: { actions: ['findSpeech', 'chooseTalking'] },
    SPEECH_LOST: { actions: 'loseSpeech' },
    CLOSED: { target: '.thinking' },
  },
  states: {
    idle: { on: { SENTENCE: 'speaking', FLOOR: 'answering' } },
    speaking: {
      entry: 'giveFloor',
      on: {
        SENTENCE: {},
        FLOOR: 'answering',
        BARGE_IN: { target: 'answering', actions: 'stopSpeaking' },
        HOLD: { target: 'answering', actions: 'stopSpeaking' },
      },
    },
    answering: {
      entry: 'takeFloor',
      always: [{ guard: 'types', target: 'typing' }, { target: 'listening' }],
    },
    listening: {
      initial: 'settling',
      exit: 'stopListening',
      on: {
        DONE: { target: 'thinking', actions: 'closeTurn' },
        HEARD: { target: '.hearing', actions: 'keepAnswer' },
        MOMENT: '.moment',
        HOLD: '.moment',
        TYPE: { target: 'typing', actions: 'chooseTyping' },
        SPEECH_LOST: { target: 'typing', actions: 'loseSpeech' },
        // Repeating the question: the interviewer speaks, then the same answer goes on.
        SENTENCE: 'speaking',
      },
      states: {
        settling: { after: { holdOff: 'open' } },
        open: { entry: 'listen' },
        /** New words restart the clock: HEARD re-enters this state. */
        hearing: { after: { unremarked: 'finishing' } },
        finishing: { after: { countdown: 'over' } },
        /** Asked for time, or the space bar is held: no silence is too long. */
        moment: { entry: 'listen', on: { RELEASE: [{ guard: 'saidSomething', target: 'hearing' }, { target: 'open' }] } },
        over: { type: 'final' },
      },
      onDone: { target: 'thinking', actions: 'closeTurn' },
    },
    typing: {
      on: {
        DONE: { target: 'thinking', actions: 'closeTurn' },
        TALK: { target: 'listening', actions: ['findSpeech', 'chooseTalking'] },
        SENTENCE: 'speaking',
      },
    },
    thinking: { entry: 'giveFloor', on: { SENTENCE: 'speaking', FLOOR: 'answering', CLOSED: {} } },
    paused: {
      entry: ['stopSpeaking', 'stopListening'],
      on: {
        PAUSE: {},
        CLOSED: { actions: 'giveFloor' },
        SENTENCE: {},
        FLOOR: { actions: 'takeFloor' },
        RESUME: [
          { guard: 'hasFloorAndTypes', target: 'typing' },
          { guard: 'hasFloor', target: 'listening' },
          { target: 'thinking' },
        ],
      },
    },
    ended: { entry: ['stopSpeaking', 'stopListening'], type: 'final' },
  },
});
