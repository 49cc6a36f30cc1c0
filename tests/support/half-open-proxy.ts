// half-open-proxy.ts: a TCP proxy that can fall silent: connections stay open, and nothing passes any more.
import { createConnection, createServer, type Socket } from 'node:net';

export interface HalfOpenProxy {
  port: number;
  /** From now on nothing passes, on open and on new connections; nobody is told. With `only`, just those connections. */
  goSilent(only?: (opened: string) => boolean): void;
  /** Connections made while silent are cut; bytes pass again. */
  heal(): Promise<void>;
  /** How many connections are open. */
  open(): number;
  /** How many connections the client has given up since the start. */
  dropped(): number;
  close(): Promise<void>;
}

interface Pair {
  client: Socket;
  server: Socket;
  /** What the client has said, as text, to tell connections apart. */
  said: string;
  silent: boolean;
}

export const halfOpenProxy = async (target: { host: string; port: number }): Promise<HalfOpenProxy> => {
  const pairs = new Set<Pair>();
  let silent = false;
  let dropped = 0;
  let chosen: ((said: string) => boolean) | undefined;
  const drop = (pair: Pair) => {
    pair.client.destroy();
    pair.server.destroy();
    pairs.delete(pair);
  };
  const listener = createServer((client) => {
    const pair: Pair = { client, server: createConnection(target), said: '', silent: silent && !chosen };
    pairs.add(pair);
    client.on('data', (bytes) => {
      if (pair.said.length < 20_000) pair.said += bytes.toString('latin1');
      if (!pair.silent) pair.server.write(bytes);
    });
    pair.server.on('data', (bytes) => {
      if (!pair.silent) client.write(bytes);
    });
    client.on('close', () => {
      if (pairs.has(pair)) dropped += 1;
    });
    for (const socket of [client, pair.server]) {
      socket.on('error', () => drop(pair));
      socket.on('close', () => drop(pair));
    }
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const address = listener.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    goSilent: (only) => {
      silent = true;
      chosen = only;
      for (const pair of pairs) pair.silent = only ? only(pair.said) : true;
    },
    heal: async () => {
      silent = false;
      chosen = undefined;
      for (const pair of pairs) if (pair.silent) drop(pair);
    },
    open: () => pairs.size,
    dropped: () => dropped,
    close: async () => {
      for (const pair of pairs) drop(pair);
      await new Promise((resolve) => listener.close(resolve));
    },
  };
};

/** The same address, but through the proxy. */
export const through = (url: string, proxy: HalfOpenProxy): string => {
  const address = new URL(url);
  address.hostname = '127.0.0.1';
  address.port = String(proxy.port);
  return address.href;
};
