// score.test.ts: findings become scores by arithmetic that holds its promises for every input.

import { type Finding, type Findings, Scores, type SignalStatus } from '@mockverse/contracts/interview';
import fc from 'fast-check';
import { scoreTogether } from './roll-up';
import { scoreAnswer } from './score';

const finding = (signal: string, status: SignalStatus, weight = 1): Finding => ({
  signal,
  label: signal,
  weight,
  status,
  quote: null,
  start: null,
  end: null,
});
const findings = (signals: Finding[], wrong = 0, clarity: SignalStatus[] = []): Findings => ({
  signals,
  misconceptions: Array.from({ length: wrong }, (_, i) => ({ id: `wrong-${i}`, quote: 'x', start: 0, end: 1, correction: 'y' })),
  clarity: clarity.map((status, i) => ({
    check: (['direct', 'structured', 'concrete'] as const)[i % 3] ?? 'direct',
    status,
    quote: null,
    start: null,
    end: null,
  })),
  droppedQuotes: 0,
});

const status = fc.constantFrom<SignalStatus>('covered', 'unclear', 'missing');
const signals = fc
  .array(fc.record({ status, weight: fc.double({ min: 0.1, max: 5, noNaN: true }) }), { minLength: 1, maxLength: 8 })
  .map((all) => all.map((one, i) => finding(`s${i}`, one.status, one.weight)));
const must = (all: readonly Finding[]): string[] => all.filter((_, i) => i % 2 === 0).map((one) => one.signal);

describe('scoreAnswer', () => {
  it('puts an answer that covers everything at 5 and one that covers nothing at 1', () => {
    expect(
      scoreAnswer(findings([finding('a', 'covered'), finding('b', 'covered')], 0, ['covered', 'covered', 'covered'])),
    ).toEqual({
      technicalAccuracy: 5,
      clarity: 5,
      completeness: 5,
    });
    expect(scoreAnswer(findings([finding('a', 'missing')], 0, ['missing', 'missing', 'missing']))).toEqual({
      technicalAccuracy: null,
      clarity: 1,
      completeness: 1,
    });
  });

  it('does not judge accuracy when nothing was claimed', () => {
    expect(scoreAnswer(findings([finding('a', 'missing')])).technicalAccuracy).toBeNull();
    expect(scoreAnswer(findings([])).completeness).toBeNull();
  });

  it('holds completeness at 3.5 while a must-have is missing', () => {
    const almost = findings([finding('small', 'missing', 0.5), finding('large', 'covered', 5)]);
    expect(scoreAnswer(almost, ['small']).completeness).toBe(3.5);
    expect(scoreAnswer(almost, []).completeness).toBeGreaterThan(4.5);
  });

  it('stays on the scale, with one decimal', () => {
    fc.assert(
      fc.property(signals, fc.nat(5), fc.array(status, { maxLength: 3 }), (all, wrong, clarity) => {
        const scores = Scores.parse(scoreAnswer(findings(all, wrong, clarity), must(all)));
        for (const score of Object.values(scores)) if (score !== null) expect(score * 10).toBeCloseTo(Math.round(score * 10), 6);
      }),
    );
  });

  it('is never lower for one signal more that is covered', () => {
    fc.assert(
      fc.property(signals, fc.nat(7), fc.nat(3), (all, i, wrong) => {
        const improved = all.map((one, at) => (at === i % all.length ? { ...one, status: 'covered' as const } : one));
        const [before, after] = [scoreAnswer(findings(all, wrong), must(all)), scoreAnswer(findings(improved, wrong), must(all))];
        expect(after.completeness ?? 0).toBeGreaterThanOrEqual(before.completeness ?? 0);
        expect(after.technicalAccuracy ?? 0).toBeGreaterThanOrEqual(before.technicalAccuracy ?? 0);
      }),
    );
  });

  it('is never higher for one wrong claim more', () => {
    fc.assert(
      fc.property(signals, fc.nat(3), (all, wrong) => {
        const [before, after] = [scoreAnswer(findings(all, wrong)), scoreAnswer(findings(all, wrong + 1))];
        expect(after.technicalAccuracy ?? 0).toBeLessThanOrEqual(before.technicalAccuracy ?? 5);
        expect(after.completeness).toBe(before.completeness);
      }),
    );
  });

  it('does not depend on the order of the findings', () => {
    fc.assert(
      fc.property(signals, (all) => expect(scoreAnswer(findings([...all].reverse()))).toEqual(scoreAnswer(findings(all)))),
    );
  });
});

describe('a lead and its follow-ups', () => {
  it('count a signal as covered when any of the answers covered it', () => {
    const lead = findings([finding('a', 'covered'), finding('b', 'missing')]);
    const probe = findings([finding('b', 'covered')]);
    expect(scoreTogether([lead, probe], ['b']).completeness).toBe(5);
  });

  it('never score lower because of one answer more', () => {
    fc.assert(
      fc.property(signals, signals, (lead, probe) => {
        const known = probe
          .filter((one) => lead.some((other) => other.signal === one.signal))
          .map((one) => ({ ...one, weight: lead.find((l) => l.signal === one.signal)?.weight ?? 1 }));
        const alone = scoreTogether([findings(lead)], []).completeness ?? 0;
        expect(scoreTogether([findings(lead), findings(known)], []).completeness ?? 0).toBeGreaterThanOrEqual(alone);
      }),
    );
  });
});
