// people.ts: who practises, and which browsers are signed in.
import type { PersonRole } from '@mockverse/contracts/api';
import type { Connection } from './connection';

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

interface Login {
  email: string;
  passwordHash: string;
}

export class People {
  constructor(private readonly connection: Connection) {}

  /** Without a login: a guest. A known e-mail is refused with 409. */
  create(login?: Login): Promise<Person> {
    throw new Error('not written yet');
  }
  byEmail(email: string): Promise<SignInFacts | null> {
    throw new Error('not written yet');
  }
  /** The guest gets a login and keeps every interview. A known e-mail, or somebody who is no guest, is refused with 409. */
  promoteGuest(personId: string, login: Login): Promise<Person> {
    throw new Error('not written yet');
  }
  /** Creates the admin, or makes the person with this e-mail one and sets the password. */
  makeAdmin(email: string, passwordHash: string): Promise<Person> {
    throw new Error('not written yet');
  }
  openSession(personId: string, tokenHash: string, expiresAt: Date): Promise<void> {
    throw new Error('not written yet');
  }
  /** Null when the session is unknown or expired. */
  sessionByTokenHash(tokenHash: string): Promise<{ person: Person; expiresAt: Date } | null> {
    throw new Error('not written yet');
  }
  closeSession(tokenHash: string): Promise<void> {
    throw new Error('not written yet');
  }
  closeOtherSessions(personId: string, keptTokenHash: string): Promise<void> {
    throw new Error('not written yet');
  }
}
