// impatient-client.ts: a database connection that is thrown away after a question it did not answer in time.
import { Client } from 'pg';

/**
 * pg's own client stays usable in name after a query timed out, but every later question queues behind the lost one:
 * on a half-open socket the pool would keep such a client until the kernel gives up, a quarter of an hour later.
 */
export class ImpatientClient extends Client {
  // The overloads of pg's query cannot be restated; what goes in goes through unchanged.
  override query = ((...question: Parameters<Client['query']>) => {
    const answer: unknown = super.query(...question);
    if (answer instanceof Promise) answer.catch((error: unknown) => this.dropWhenUnanswered(error));
    return answer;
  }) as Client['query'];

  private dropWhenUnanswered(error: unknown): void {
    if (error instanceof Error && error.message === 'Query read timeout') this.connection.stream.destroy();
  }
}
