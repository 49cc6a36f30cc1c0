// room.ts: one interview in this window: joins events, voice, ears, the conversation and the sender.
import type { InterviewEvent } from '@mockverse/contracts/events';
import type { Snapshot, Turn } from '@mockverse/contracts/interview';
import { type Actor, createActor } from 'xstate';
import { endInterview, pauseInterview, readInterview, resumeInterview } from '../talk/fetch';
import { forget, recall, remember } from '../talk/kept';
import { type LiveValue, liveValue } from '../talk/live-value';
import { sentenceOf } from '../talk/problem';
import { allDelivered, createSender, type Sender } from '../talk/sender';
import { followInterview } from '../talk/stream';
import { newestTurn, type View, viewOf, withEvent, withSnapshot } from '../talk/view';
import { Answer } from './answer';
import { type Clock, leftAt, minutesAndSeconds, withRunning } from './clock';
import { conversationMachine } from './conversation';
import { isEcho } from './echo';
import { Listener } from './listener';
import { Speaker } from './speaker';
import { type Said, sameWords } from './stitch';

const NOTHING: Said = { settled: '', tentative: '' };
/** A shorter gap is an ordinary reconnect that nobody needs to hear about. */
const NOTICED_GAP_MS = 2_500;

export class Room {
  readonly view: LiveValue<View>;
  readonly said = liveValue<Said>(NOTHING);
  readonly notice = liveValue<string | null>(null);
  readonly clock: LiveValue<Clock>;
  /** How many sentences of the newest turn have been begun aloud. */
  readonly spoken = liveValue(0);
  readonly muted = liveValue(false);
  readonly over = liveValue(false);
  readonly talk: Actor<typeof conversationMachine>;
  readonly sender: Sender;
  private readonly id: string;
  private readonly speaker: Speaker;
  private readonly listener: Listener;
  private answer: Answer | null = null;
  private speaking = false;
  private spokenTurn = 0;
  private spokeAt = Number.NEGATIVE_INFINITY;
  private lastCaption = '';
  private awaySince: number | null = null;
  private vocabulary: { turn: number; words: string[] } = { turn: 0, words: [] };
  private stopFollowing: (() => void) | null = null;
  private stopping: ReturnType<typeof setTimeout> | undefined;
  private typed = '';

  constructor(first: Snapshot) {
    this.id = first.id;
    this.view = liveValue(viewOf(first));
    this.clock = liveValue<Clock>({ leftMs: first.leftMs, readAt: performance.now(), running: first.pausedAt === null });
    this.speaker = new Speaker(first.language);
    this.listener = new Listener({
      language: first.language === 'en' ? 'en-US' : first.language,
      onText: (said) => this.onText(said),
      onGivenUp: (why) => this.talk.send({ type: 'SPEECH_LOST', why }),
    });
    this.talk = createActor(this.machine(), { input: { typing: recall('typing', false) } });
    this.sender = createSender({
      id: first.id,
      heardThrough: (turn) => this.turn(turn)?.heardThrough ?? 0,
      mayAnswer: (turn) => (this.turn(turn)?.state ?? 'asking') !== 'asking',
      onRefused: (piece, why) => piece.text !== '' && this.notice.set(why),
      onSnapshot: (snapshot) => this.take(withSnapshot(this.view.get(), snapshot)),
    });
  }

  start(): void {
    // React starts, stops and starts again in development: one room must outlive that.
    clearTimeout(this.stopping);
    if (this.stopFollowing) return;
    const kept = recall(`spoken.${this.id}`, { turn: 0, count: 0 });
    this.spokenTurn = kept.turn;
    this.spoken.set(kept.count);
    this.setMuted(recall('muted', false));
    this.talk.subscribe((state) => {
      if (state.matches('paused') || state.matches('typing')) this.answer?.settle(this.listener.said());
    });
    this.talk.start();
    this.sender.start();
    this.stopFollowing = followInterview({
      id: this.id,
      lastSeq: () => this.view.get().lastSeq,
      onEvent: (event) => this.onEvent(event),
      onConnected: (connected) => void this.onConnected(connected),
    });
    if (kept.turn > 0 && this.view.get().state !== 'ended') this.sayBack();
    this.steer();
  }

  stop(): void {
    this.stopping = setTimeout(() => {
      this.stopFollowing?.();
      this.sender.stop();
      this.talk.stop();
    }, 0);
    this.quiet();
  }

  /** The page goes away: a voice would talk on, and a microphone stay open. */
  quiet = (): void => {
    this.listener.hush();
    this.answer?.settle(this.listener.said());
    this.speaker.hush();
  };

  // ── What the person does ────────────────────────────────────────────────
  /** False when the floor is not the person's: nothing was sent, and what is typed stays. */
  done(typed: string): boolean {
    const state = this.talk.getSnapshot();
    if (!state.matches('listening') && !state.matches('typing')) return false;
    this.typed = typed;
    this.talk.send({ type: 'DONE' });
    return true;
  }

  repeat(): void {
    const turn = newestTurn(this.view.get());
    if (turn?.state !== 'open' || this.speaking) return;
    this.notice.set(null);
    this.markSpoken(turn.turn, 0);
    this.steer();
  }

  setMuted(muted: boolean): void {
    this.muted.set(muted);
    this.speaker.muted = muted;
    remember('muted', muted);
    if (muted) this.speaker.hush();
  }

  prefer(way: 'typing' | 'talking'): void {
    remember('typing', way === 'typing');
    this.talk.send({ type: way === 'typing' ? 'TYPE' : 'TALK' });
  }

  pause = (): Promise<void> =>
    this.ask(
      () => pauseInterview(this.id),
      () => this.take({ ...this.view.get(), pausedAt: new Date().toISOString() }),
    );
  resume = (): Promise<void> =>
    this.ask(
      () => resumeInterview(this.id),
      () => this.take({ ...this.view.get(), pausedAt: null }),
    );

  end = async (typed = ''): Promise<void> => {
    this.listener.hush();
    this.answer?.settle({ settled: [joined(this.listener.said()), typed.trim()].filter(Boolean).join(' '), tentative: '' });
    await allDelivered(this.sender.delivery, 3_000);
    await this.ask(
      () => endInterview(this.id),
      () => this.leave(),
    );
  };

  dismiss = (): void => this.notice.set(null);

  private async ask(request: () => Promise<unknown>, then: () => void): Promise<void> {
    try {
      await request();
      then();
    } catch (problem) {
      this.notice.set(sentenceOf(problem));
    }
  }

  // ── What arrives ────────────────────────────────────────────────────────
  private onEvent(event: InterviewEvent): boolean {
    const next = withEvent(this.view.get(), event);
    if (!next) return false;
    if (event.type === 'question.asked') this.vocabulary = { turn: event.data.turn, words: event.data.vocabulary };
    this.take(next);
    return true;
  }

  private take(next: View): void {
    const before = this.view.get();
    this.view.set(next);
    if ((before.pausedAt === null) !== (next.pausedAt === null)) {
      this.clock.set(withRunning(this.clock.get(), next.pausedAt === null, performance.now()));
    }
    if (newestTurn(next)?.state === 'closed' && newestTurn(before)?.state === 'open') this.talk.send({ type: 'CLOSED' });
    this.sender.nudge();
    this.steer();
  }

  private async onConnected(connected: boolean): Promise<void> {
    if (!connected) {
      this.awaySince ??= performance.now();
      return;
    }
    const away = this.awaySince === null ? 0 : performance.now() - this.awaySince;
    this.awaySince = null;
    this.sender.nudge();
    if (away < NOTICED_GAP_MS) return;
    const snapshot = await readInterview(this.id).catch(() => null);
    if (snapshot) {
      this.clock.set({ leftMs: snapshot.leftMs, readAt: performance.now(), running: snapshot.pausedAt === null });
      this.take(withSnapshot(this.view.get(), snapshot));
    }
    this.sayBack();
  }

  private sayBack(): void {
    this.notice.set(`Back at ${minutesAndSeconds(leftAt(this.clock.get(), performance.now()))}. Nothing lost.`);
  }

  // ── What follows from it ────────────────────────────────────────────────
  /** Safe to call at any time: looks at what is there and does the next thing that is due. */
  private steer(): void {
    const view = this.view.get();
    const turn = newestTurn(view);
    this.talk.send({ type: view.pausedAt === null ? 'RESUME' : 'PAUSE' });
    if (view.pausedAt !== null || this.speaking || this.over.get()) return;
    if (turn && turn.turn !== this.spokenTurn) this.markSpoken(turn.turn, 0);
    const sentence = turn?.state === 'closed' && view.state !== 'ended' ? undefined : turn?.sentences[this.spoken.get()];
    if (turn && sentence !== undefined) void this.say(turn, sentence);
    else if (view.state === 'ended' || view.state === 'reported') this.leave();
    else if (turn?.state === 'open') this.giveFloor(turn);
  }

  private async say(turn: Turn, sentence: string): Promise<void> {
    this.speaking = true;
    this.talk.send({ type: 'SENTENCE' });
    const count = this.spoken.get();
    const outcome = await this.speaker.say(sentence);
    this.speaking = false;
    this.spokeAt = performance.now();
    const why = this.speaker.complaint(outcome);
    if (why) this.notice.set(why);
    // Cut by a pause: the same sentence is said again afterwards. Cut by the person: the rest is read, not said.
    const barged = outcome === 'cut' && !this.muted.get() && !this.talk.getSnapshot().matches('paused');
    if (outcome !== 'cut' || this.muted.get()) this.markSpoken(turn.turn, count + 1);
    if (barged) this.markSpoken(turn.turn, Number.MAX_SAFE_INTEGER);
    this.steer();
  }

  private markSpoken(turn: number, count: number): void {
    this.spokenTurn = turn;
    this.spoken.set(count);
    remember(`spoken.${this.id}`, { turn, count });
  }

  private giveFloor(turn: Turn): void {
    if (this.answer?.turn !== turn.turn) {
      this.listener.reset(this.vocabulary.turn === turn.turn ? this.vocabulary.words : []);
      this.said.set(NOTHING);
      this.lastCaption = '';
      this.answer = new Answer(turn.turn, (piece) => this.sender.add(piece));
    }
    this.talk.send({ type: 'FLOOR' });
  }

  private onText(said: Said): void {
    const all = joined(said);
    const since = performance.now() - this.spokeAt;
    if (isEcho(all, newestTurn(this.view.get())?.sentences ?? [], since)) {
      this.listener.forgetSession();
      this.notice.set('The microphone caught the interviewer’s own voice; that was left out.');
      return;
    }
    this.said.set(said);
    this.answer?.heard(said);
    if (sameWords(all, this.lastCaption)) return;
    this.lastCaption = all;
    this.talk.send({ type: 'HEARD', answer: all });
  }

  private leave(): void {
    if (this.over.get()) return;
    this.talk.send({ type: 'END' });
    forget(`spoken.${this.id}`);
    this.over.set(true);
  }

  private turn = (number: number): Turn | undefined => this.view.get().turns.find((t) => t.turn === number);

  private machine() {
    return conversationMachine.provide({
      actions: {
        listen: () => this.listener.listen(),
        stopListening: () => this.listener.hush(),
        stopSpeaking: () => this.speaker.hush(),
        closeTurn: () => {
          this.answer?.close(this.listener.said(), this.typed);
          this.typed = '';
          this.said.set(NOTHING);
        },
      },
    });
  }
}

const joined = (said: Said): string => `${said.settled} ${said.tentative}`.trim();
