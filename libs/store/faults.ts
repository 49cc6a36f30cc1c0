// faults.ts: tells a passing database fault (away, restarting, overloaded, too slow) from a lasting one.
import { TryLater } from '@mockverse/runtime/errors';

/**
 * SQLSTATE: 08 connection, 53 resources, 58 system, 57P0x shutdown and start, 57014 cancelled by a time limit,
 * 40001 and 40P01 two writers collided, 55P03 lock not available, 25P0x ended for idling, 25006 read-only standby.
 */
const PASSING_STATE = /^(08\w{3}|53\w{3}|58\w{3}|57P0[1-5]|57014|40001|40P01|55P03|25P0[1-4]|25006)$/;
/** Prisma: not reachable, timed out, connection closed, pool empty, transaction lost or not started, collided, too many. */
const PASSING_CODE = /^(P1001|P1002|P1008|P1011|P1017|P2024|P2028|P2034|P2037)$/;
/** A raw query has no code of Prisma's: the adapter names the fault instead. */
const PASSING_KIND =
  /^(DatabaseNotReachable|ConnectionClosed|TooManyConnections|SocketTimeout|TransactionWriteConflict|TransactionAlreadyClosed)$/;
const PASSING_SYSTEM = /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPIPE|EHOSTUNREACH|ENETUNREACH)$/;
/** What pg says without a code. */
const PASSING_WORDS = new RegExp(
  `^(${[
    'Connection terminated',
    'Query read timeout',
    'timeout expired',
    'timeout exceeded when trying to connect',
    'Client (was closed|has encountered a connection error)',
    'the database took too long',
  ].join('|')})`,
);

/** The same error, or TryLater around it. */
export function asPassingFault(error: unknown): unknown {
  if (error instanceof TryLater || !layersOf(error).some(isPassing)) return error;
  return new TryLater('the database does not answer', { afterMs: 1_000, cause: error });
}

/** The row with this key is there already. */
export const isDuplicate = (error: unknown): boolean =>
  layersOf(error).some((layer) => layer.code === 'P2002' || layer.code === '23505');

interface Layer {
  code?: unknown;
  originalCode?: unknown;
  kind?: unknown;
  message?: unknown;
  cause?: unknown;
  meta?: { driverAdapterError?: unknown };
  errors?: unknown;
}

/** Prisma wraps the driver's error, which wraps pg's: the reason may sit in any of them. */
function layersOf(error: unknown, depth = 0): Layer[] {
  if (typeof error !== 'object' || error === null || depth > 5) return [];
  const layer = error as Layer;
  const inner = [layer.cause, layer.meta?.driverAdapterError, ...(Array.isArray(layer.errors) ? layer.errors : [])];
  return [layer, ...inner.flatMap((next) => layersOf(next, depth + 1))];
}

const isPassing = ({ code, originalCode, kind, message }: Layer): boolean =>
  [code, originalCode].some(
    (c) => typeof c === 'string' && (PASSING_STATE.test(c) || PASSING_CODE.test(c) || PASSING_SYSTEM.test(c)),
  ) ||
  (typeof kind === 'string' && PASSING_KIND.test(kind)) ||
  (typeof message === 'string' && PASSING_WORDS.test(message));
