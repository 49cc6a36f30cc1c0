// ports.ts: asks the system for a free loopback port, and whether a port is free.
import { once } from 'node:events';
import { createServer } from 'node:net';

export const freePort = (): Promise<number> => bind(0, '127.0.0.1');

/** Null when the port can be bound, else the system's code: EADDRINUSE, EACCES, EADDRNOTAVAIL. */
export const portTrouble = async (port: number, host = '127.0.0.1'): Promise<string | null> => {
  try {
    await bind(port, host);
    return null;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
};

const bind = async (port: number, host: string): Promise<number> => {
  const server = createServer().listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : port;
};
