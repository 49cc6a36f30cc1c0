// people.ts: who practises, and which browsers are signed in.
import { PersonRole } from '@mockverse/contracts/api';
import { Refused } from '@mockverse/runtime/errors';
import type { Connection } from './connection';
import { isDuplicate } from './faults';

export interface Person {
  id: string;
  email: string | null;
  guest: boolean;
  role: PersonRole;
}

export interface SignInFacts {
  person: Person;
  passwordHash: string;
}

export interface Login {
  email: string;
  passwordHash: string;
}

interface PersonRow {
  id: string;
  email: string | null;
  role: string;
}

export class People {
  constructor(private readonly connection: Connection) {}

  /** Without a login: a guest. A known e-mail is refused with 409. */
  async create(login?: Login): Promise<Person> {
    return toPerson(await refuseTaken(this.connection.ask((db) => db.person.create({ data: { ...login } }))));
  }

  async byEmail(email: string): Promise<SignInFacts | null> {
    const row = await this.connection.ask((db) => db.person.findUnique({ where: { email: email.toLowerCase() } }));
    return row?.passwordHash ? { person: toPerson(row), passwordHash: row.passwordHash } : null;
  }

  /** The guest gets a login and keeps every interview. A known e-mail, or somebody who is no guest, is refused with 409. */
  async promoteGuest(personId: string, login: Login): Promise<Person> {
    const [row] = await refuseTaken(
      this.connection.ask((db) => db.person.updateManyAndReturn({ where: { id: personId, email: null }, data: login })),
    );
    if (!row) throw new Refused(409, 'You are signed in with an account already.');
    return toPerson(row);
  }

  /** Creates the admin, or makes the person with this e-mail one and sets the password. */
  async makeAdmin(email: string, passwordHash: string): Promise<Person> {
    const login = { email: email.toLowerCase(), passwordHash };
    const admin = { ...login, role: PersonRole.enum.admin };
    return toPerson(
      await this.connection.ask((db) => db.person.upsert({ where: { email: login.email }, create: admin, update: admin })),
    );
  }

  /** Sessions of this person that have expired are forgotten on the way. */
  async openSession(personId: string, tokenHash: string, expiresAt: Date): Promise<void> {
    await this.connection.ask(async (db) => {
      await db.$executeRaw`delete from session where person_id = ${personId}::uuid and expires_at <= now()`;
      await db.session.create({ data: { personId, tokenHash, expiresAt } });
    });
  }

  /** Null when the session is unknown or expired. */
  async sessionByTokenHash(tokenHash: string): Promise<{ person: Person; expiresAt: Date } | null> {
    // Asked with every request, so one plain statement.
    const [row] = await this.connection.askPrepared(
      (sql) => sql.$queryRaw<(PersonRow & { expiresAt: Date })[]>`
      select p.id, p.email, p.role, s.expires_at as "expiresAt"
      from session s join person p on p.id = s.person_id
      where s.token_hash = ${tokenHash} and s.expires_at > now()`,
    );
    return row ? { person: toPerson(row), expiresAt: row.expiresAt } : null;
  }

  async closeSession(tokenHash: string): Promise<void> {
    await this.connection.ask((db) => db.session.deleteMany({ where: { tokenHash } }));
  }

  async closeOtherSessions(personId: string, keptTokenHash: string): Promise<void> {
    await this.connection.ask((db) => db.session.deleteMany({ where: { personId, NOT: { tokenHash: keptTokenHash } } }));
  }
}

const toPerson = ({ id, email, role }: PersonRow): Person => ({ id, email, guest: email === null, role: PersonRole.parse(role) });

async function refuseTaken<T>(writing: Promise<T>): Promise<T> {
  try {
    return await writing;
  } catch (error) {
    if (isDuplicate(error)) throw new Refused(409, 'Somebody has signed up with this e-mail address. Sign in instead.');
    throw error;
  }
}
