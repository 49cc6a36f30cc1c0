// store-people.test.ts: guests, accounts, sessions, and what belongs to whom.
import {
  aGrade,
  answeredInterview,
  aReport,
  listeningInterview,
  startedInterview,
  storeOnTestDatabase,
  type TestStore,
  WANTED,
} from '../builders/stored-interview';

let test: TestStore;
beforeAll(async () => {
  test = await storeOnTestDatabase();
});
afterAll(() => test.close());

const login = (email: string) => ({ email, passwordHash: `hash of ${email}` });
const inAnHour = () => new Date(Date.now() + 3_600_000);

describe('a guest', () => {
  it('keeps every interview and the session when signing up', async () => {
    const guest = await test.store.people.create();
    const { id } = await startedInterview(test.store, guest.id);
    await test.store.people.openSession(guest.id, 'token-of-guest', inAnHour());
    const person = await test.store.people.promoteGuest(guest.id, login('ada@example.com'));
    expect(person).toEqual({ id: guest.id, email: 'ada@example.com', guest: false, role: 'candidate' });
    expect(await test.store.interviews.list(guest.id)).toMatchObject([{ id }]);
    expect(await test.store.people.sessionByTokenHash('token-of-guest')).toMatchObject({ person });
  });

  it('cannot take an e-mail that somebody has, and nobody signs up twice', async () => {
    await test.store.people.create(login('taken@example.com'));
    const guest = await test.store.people.create();
    await expect(test.store.people.create(login('taken@example.com'))).rejects.toMatchObject({ status: 409 });
    await expect(test.store.people.promoteGuest(guest.id, login('taken@example.com'))).rejects.toMatchObject({ status: 409 });
    await test.store.people.promoteGuest(guest.id, login('free@example.com'));
    await expect(test.store.people.promoteGuest(guest.id, login('other@example.com'))).rejects.toMatchObject({ status: 409 });
  });
});

describe('a person', () => {
  it('is found by e-mail in any case, and a stranger is not', async () => {
    const person = await test.store.people.create(login('grace@example.com'));
    expect(await test.store.people.byEmail('Grace@Example.com')).toEqual({ person, passwordHash: 'hash of grace@example.com' });
    expect(await test.store.people.byEmail('nobody@example.com')).toBeNull();
  });

  it('becomes an admin, new or known', async () => {
    const known = await test.store.people.create(login('root@example.com'));
    expect(await test.store.people.makeAdmin('root@example.com', 'new hash')).toMatchObject({ id: known.id, role: 'admin' });
    expect(await test.store.people.byEmail('root@example.com')).toMatchObject({
      passwordHash: 'new hash',
      person: { role: 'admin' },
    });
    expect(await test.store.people.makeAdmin('second@example.com', 'hash')).toMatchObject({ role: 'admin', guest: false });
  });
});

describe('a session', () => {
  it('ends when it is closed, when it expires, and when the others are closed', async () => {
    const { id } = await test.store.people.create();
    for (const token of ['a', 'b', 'c']) await test.store.people.openSession(id, `${id}-${token}`, inAnHour());
    await test.store.people.openSession(id, `${id}-old`, new Date(Date.now() - 1_000));
    await test.store.people.closeSession(`${id}-a`);
    await test.store.people.closeOtherSessions(id, `${id}-b`);
    const alive = await Promise.all(
      ['a', 'b', 'c', 'old'].map((token) => test.store.people.sessionByTokenHash(`${id}-${token}`)),
    );
    expect(alive.map((session) => session !== null)).toEqual([false, true, false, false]);
  });
});

describe('an interview', () => {
  it('exists for its own person only', async () => {
    const { person, id } = await listeningInterview(test.store);
    const other = (await test.store.people.create()).id;
    expect(await test.store.interviews.owns(person, id)).toBe(true);
    expect(await test.store.interviews.owns(other, id)).toBe(false);
    for (const act of ['snapshot', 'pause', 'resume'] as const) {
      await expect(test.store.interviews[act](other, id)).rejects.toMatchObject({ status: 404 });
    }
    await expect(test.store.interviews.end(other, id, 'person')).rejects.toMatchObject({ status: 404 });
    expect(await test.store.interviews.list(other)).toEqual([]);
  });

  it('begins with every choice that was made', async () => {
    const person = (await test.store.people.create()).id;
    const wanted = {
      ...WANTED,
      level: 'senior' as const,
      topics: ['a', 'b'],
      minutes: 45 as const,
      jobDescription: 'Postgres, "quoted" 🙂',
    };
    const created = await test.store.interviews.create(person, wanted, { name: 'gemini', model: 'some-model' });
    expect(created).toEqual({ id: expect.any(String), state: 'awaiting-question', lastSeq: 0 });
    expect(await test.store.interviews.snapshot(person, created.id)).toMatchObject({
      ...{
        level: 'senior',
        topics: ['a', 'b'],
        minutes: 45,
        engine: { name: 'gemini', model: 'some-model' },
        turns: [],
        pausedAt: null,
        endedAt: null,
      },
    });
  });

  it('is listed newest first, with band and scores once there is a report', async () => {
    const older = await answeredInterview(test.store);
    await test.store.interviews.end(older.person, older.id, 'time');
    const grade = await test.store.grades.claim(older.id, 1, 1);
    if (grade) await test.store.grades.save(grade, aGrade());
    const report = await test.store.reports.claim(older.id);
    if (report) await test.store.reports.save(report, aReport(report));
    const newer = await listeningInterview(test.store);
    await startedInterview(test.store, older.person);
    const lines = await test.store.interviews.list(older.person);
    expect(lines.map(({ state, questions, answered, band }) => ({ state, questions, answered, band }))).toEqual([
      { state: 'awaiting-question', questions: 0, answered: 0, band: null },
      { state: 'reported', questions: 1, answered: 1, band: 'solid' },
    ]);
    expect(lines[1]?.scores).toEqual(aGrade().scores);
    expect(await test.store.interviews.list(newer.person)).toHaveLength(1);
  });
});

describe('a pause', () => {
  it('stops the clock, and is one event however often it is asked for', async () => {
    const { person, id } = await startedInterview(test.store);
    expect(await Promise.all([1, 2, 3].map(() => test.store.interviews.pause(person, id)))).toContain(true);
    expect(await test.store.interviews.pause(person, id)).toBe(false);
    const first = await test.store.interviews.snapshot(person, id);
    const second = await test.store.interviews.snapshot(person, id);
    expect(first.pausedAt).not.toBeNull();
    expect(second.leftMs).toBe(first.leftMs);
    expect(await test.store.interviews.resume(person, id)).toBe(true);
    expect(await test.store.interviews.resume(person, id)).toBe(false);
    const after = await test.store.interviews.snapshot(person, id);
    expect(after.pausedAt).toBeNull();
    expect(after.leftMs).toBeLessThanOrEqual(first.leftMs);
    expect((await test.store.events.after(id, 0)).events.map((event) => event.type)).toEqual([
      'interview.paused',
      'interview.resumed',
    ]);
  });

  it('ends with the interview, and an ended one cannot pause', async () => {
    const { person, id } = await startedInterview(test.store);
    await test.store.interviews.pause(person, id);
    await test.store.interviews.end(person, id, 'person');
    expect(await test.store.interviews.snapshot(person, id)).toMatchObject({ state: 'ended', pausedAt: null });
    await expect(test.store.interviews.pause(person, id)).rejects.toMatchObject({ status: 409 });
    await expect(test.store.interviews.resume(person, id)).rejects.toMatchObject({ status: 409 });
  });
});

describe('a limit', () => {
  const three = { points: 3, perSeconds: 60 };

  it('refuses with the seconds to wait when it is used up, each key for itself', async () => {
    for (let i = 0; i < 3; i++) await test.store.limits.consume('sign-in', 'ada', three);
    const refused = expect.objectContaining({ name: 'Refused', status: 429, retryAfterSeconds: expect.any(Number) });
    await expect(test.store.limits.consume('sign-in', 'ada', three)).rejects.toEqual(refused);
    await test.store.limits.consume('sign-in', 'grace', three);
    await test.store.limits.consume('guests', 'ada', three);
  });

  it('counts exactly when many try at once, and forgets when told to', async () => {
    const many = Array.from({ length: 20 }, () => test.store.limits.consume('sign-in', 'many', three));
    const passed = (await Promise.allSettled(many)).filter((attempt) => attempt.status === 'fulfilled');
    expect(passed).toHaveLength(3);
    await test.store.limits.forget('sign-in', 'many');
    await test.store.limits.consume('sign-in', 'many', three);
  });
});
