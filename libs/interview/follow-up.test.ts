// follow-up.test.ts: code decides what is asked next, and why.

import type { QuestionPlan, SignalStatus, Trigger } from '@mockverse/contracts/interview';
import { QuestionPlan as PlanSchema } from '@mockverse/contracts/interview';
import fc from 'fast-check';
import { aLead, anInterview, answered, aReading, aView } from '../../tests/builders/interview-so-far';
import { decideNext } from './follow-up';
import type { InterviewSoFar } from './interview-so-far';
import { plannedLeads, probesPerLead } from './lifecycle';
import type { Reading } from './reading';

const gap = (signal: string) => ({ trigger: 'missing-signal' as const, signals: [signal], quote: null });
const half = {
  statuses: { 'full-scan': 'covered', 'write-cost': 'missing', 'query-plan': 'missing' } as const,
  triggers: [gap('write-cost')],
};
const full = { statuses: { 'full-scan': 'covered', 'write-cost': 'covered', 'query-plan': 'covered' } as const };
const nothing = { statuses: { 'full-scan': 'missing', 'write-cost': 'missing', 'query-plan': 'missing' } as const };

describe('the first question', () => {
  it('is a lead question at once, without small talk', () => {
    const plan = decideNext(anInterview());
    expect(plan).toMatchObject({
      kind: 'lead',
      reason: 'First question for a mid-level backend interview.',
      signals: ['full-scan', 'write-cost', 'query-plan'],
    });
  });

  it('fits the role, the level and the chosen topics', () => {
    const shelf = [
      aView('other-role', { roles: ['frontend'] }),
      aView('other-level', { levels: ['senior'] }),
      aView('other-topic'),
      aView('fits', { topics: ['caching'] }),
    ];
    expect(decideNext(anInterview({ shelf, topics: ['caching'] })).record).toBe('fits');
  });

  it('avoids what the person was asked in earlier interviews while something else is left', () => {
    expect(decideNext(anInterview({ askedBefore: ['one', 'three'] })).record).toBe('two');
    expect(decideNext(anInterview({ askedBefore: ['one', 'two', 'three'] })).kind).toBe('lead');
  });

  it('differs between interviews and is the same for the same seed', () => {
    const first = (seed: string): string | null => decideNext(anInterview({ seed })).record;
    expect(new Set(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map(first)).size).toBeGreaterThan(1);
    expect(first('a')).toBe(first('a'));
  });
});

describe('after an answer', () => {
  it('asks about the gap, not about what was already explained well', () => {
    const plan = decideNext(anInterview({ past: [aLead('one', aReading(half))] }));
    expect(plan).toMatchObject({ kind: 'probe', record: 'one', trigger: 'missing-signal', signals: ['write-cost'] });
    expect(plan.reason).toBe(
      'You covered "without an index every row is read", but not yet: writes have to keep the index current.',
    );
  });

  it('comes back to another gap of the first answer once a follow-up has closed one', () => {
    const lead = aLead('one', aReading({ ...nothing, triggers: [gap('write-cost')] }));
    const first = decideNext(anInterview({ past: [lead] }));
    expect(first.signals).toEqual(['write-cost']);
    const closed = answered(first, aReading({ statuses: { 'write-cost': 'covered' } }));
    expect(decideNext(anInterview({ past: [lead, closed] }))).toMatchObject({ kind: 'probe', signals: ['full-scan'] });
  });

  it('does not tell the missing point in a real interview', () => {
    expect(decideNext(anInterview({ mode: 'real', past: [aLead('one', aReading(half))] })).reason).not.toMatch(/index current/);
  });

  it('looks at a wrong claim before anything else', () => {
    const reading = aReading({
      ...half,
      wrong: ['free'],
      triggers: [gap('write-cost'), { trigger: 'wrong-claim', signals: [], quote: 'it is free' }],
    });
    expect(decideNext(anInterview({ past: [aLead('one', reading)] })).trigger).toBe('wrong-claim');
  });

  it('brings an off-topic answer back once, and does not insist', () => {
    const offTopic = aReading({ ...nothing, triggers: [{ trigger: 'off-topic', signals: [], quote: null }] });
    const first = decideNext(anInterview({ past: [aLead('one', offTopic)] }));
    expect(first).toMatchObject({ kind: 'probe', record: 'one', trigger: 'off-topic' });
    const second = decideNext(anInterview({ past: [aLead('one', offTopic), answered(first, offTopic)] }));
    expect(second.trigger).not.toBe('off-topic');
  });

  it('goes a step further after a full answer, then on to another record', () => {
    const lead = aLead('one', aReading(full));
    const stretch = decideNext(anInterview({ past: [lead] }));
    expect(stretch).toMatchObject({ kind: 'stretch', record: 'one', signals: ['column-order'] });
    const next = decideNext(anInterview({ past: [lead, answered(stretch, aReading(full))] }));
    expect(next.kind).toBe('lead');
    expect(next.record).not.toBe('one');
  });

  it('offers a simpler way in after "I do not know", and only once on a record', () => {
    const lead = aLead('one', aReading({ declined: 'does-not-know' }));
    const easier = decideNext(anInterview({ past: [lead] }));
    expect(easier).toMatchObject({ kind: 'easier', record: 'one', signals: ['full-scan'] });
    const next = decideNext(anInterview({ past: [lead, answered(easier, aReading({ declined: 'does-not-know' }))] }));
    expect(next).toMatchObject({ kind: 'lead' });
    expect(next.record).not.toBe('one');
  });

  it('goes straight to another topic when the person wants to skip', () => {
    const plan = decideNext(anInterview({ past: [aLead('one', aReading({ declined: 'skips' }))] }));
    expect(plan.kind).toBe('lead');
    expect(plan.reason).toMatch(/^You wanted to go on/);
  });

  it('moves on when the share of the time box is spent', () => {
    expect(decideNext(anInterview({ elapsedMs: 10 * 60_000, past: [aLead('one', aReading(half))] })).kind).toBe('lead');
  });

  it('says goodbye when the time is over, and when no record is left', () => {
    expect(decideNext(anInterview({ elapsedMs: 30 * 60_000, past: [aLead('one', aReading(half))] }))).toMatchObject({
      kind: 'closing',
      record: null,
    });
    expect(decideNext(anInterview({ shelf: [aView('one')], past: [aLead('one', aReading({ declined: 'skips' }))] })).kind).toBe(
      'closing',
    );
  });
});

const TRIGGERS: Trigger[] = [
  'wrong-claim',
  'off-topic',
  'too-short',
  'missing-signal',
  'vague',
  'no-trade-off',
  'missing-metric',
  'we-without-i',
];
const status = fc.constantFrom<SignalStatus>('covered', 'unclear', 'missing');
const readings: fc.Arbitrary<Reading> = fc
  .record({
    statuses: fc.record({ 'full-scan': status, 'write-cost': status, 'query-plan': status }),
    triggers: fc.array(
      fc.constantFrom(...TRIGGERS).map((trigger) => ({ trigger, signals: ['full-scan', 'write-cost'], quote: null })),
    ),
    wrong: fc.subarray(['free']),
    declined: fc.option(fc.constantFrom('nothing-said' as const, 'does-not-know' as const, 'skips' as const), { nil: undefined }),
  })
  .map(({ declined, ...rest }) => aReading(declined ? { ...rest, declined } : rest));

/** A whole interview against arbitrary answers, as the worker would run it. */
function play(start: InterviewSoFar, answers: readonly Reading[]): QuestionPlan[] {
  const plans: QuestionPlan[] = [];
  let state = start;
  for (let turn = 0; turn < 100; turn += 1) {
    const plan = decideNext({ ...state, seed: `${start.seed} ${turn}` });
    plans.push(plan);
    if (plan.kind === 'closing') return plans;
    const reading = answers[turn % answers.length] ?? aReading();
    state = { ...state, elapsedMs: state.elapsedMs + 20_000, past: [...state.past, answered(plan, reading)] };
  }
  return plans;
}

describe('any interview', () => {
  const interviews = fc.record({
    seed: fc.string(),
    minutes: fc.constantFrom(15, 30, 45),
    shelf: fc
      .integer({ min: 0, max: 12 })
      .map((n) => Array.from({ length: n }, (_, i) => aView(`record-${i}`, { topics: [`topic-${i % 4}`] }))),
  });
  const played = fc.tuple(interviews, fc.array(readings, { minLength: 1, maxLength: 12 })).map(([so, answers]) => ({
    minutes: so.minutes,
    plans: play(anInterview(so), answers),
  }));

  it('ends with a goodbye and never repeats a record', () => {
    fc.assert(
      fc.property(played, ({ minutes, plans }) => {
        const leads = plans.filter((plan) => plan.kind === 'lead').map((plan) => plan.record);
        expect(plans.at(-1)?.kind).toBe('closing');
        expect(new Set(leads).size).toBe(leads.length);
        expect(leads.length).toBeLessThanOrEqual(plannedLeads(minutes));
      }),
    );
  });

  it('asks at most the allowed probes, one easier and one stretch question per record', () => {
    fc.assert(
      fc.property(played, ({ minutes, plans }) => {
        for (const record of new Set(plans.map((plan) => plan.record).filter((one) => one !== null))) {
          const count = (kind: QuestionPlan['kind']): number =>
            plans.filter((plan) => plan.record === record && plan.kind === kind).length;
          expect(count('probe')).toBeLessThanOrEqual(probesPerLead(minutes));
          expect(count('easier')).toBeLessThanOrEqual(1);
          expect(count('stretch')).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('gives one valid plan per state, with a reason, and the same one when asked twice', () => {
    fc.assert(
      fc.property(interviews, readings, (so, reading) => {
        const state = anInterview({ ...so, past: so.shelf[0] ? [aLead(so.shelf[0].id, reading)] : [] });
        expect(PlanSchema.parse(decideNext(state))).toEqual(decideNext(structuredClone(state)));
        expect(decideNext(state).reason).toMatch(/^[A-Z].+\.$/);
      }),
    );
  });
});
