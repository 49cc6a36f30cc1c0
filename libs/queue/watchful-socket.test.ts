// watchful-socket.test.ts: silence after a question breaks the line; silence before one does not.
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { WatchfulSocket } from './watchful-socket';

const serverThat = async (answers: boolean): Promise<{ server: Server; port: number }> => {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', () => answers && socket.write('yes'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { server, port: typeof address === 'object' && address ? address.port : 0 };
};

describe('a watchful socket', () => {
  const open = async (answers: boolean) => {
    const { server, port } = await serverThat(answers);
    const socket = new WatchfulSocket(100);
    socket.connect(port, '127.0.0.1');
    await once(socket, 'connect');
    const close = () => {
      socket.destroy();
      server.close();
    };
    return { socket, close };
  };

  it('breaks when nothing answers', async () => {
    const { socket, close } = await open(false);
    socket.write('anybody?');
    const [error] = await once(socket, 'error');
    expect(error.message).toBe('PostgreSQL did not answer within 100 ms.');
    close();
  });

  it('stays open while it is answered, and while it asks nothing', async () => {
    const { socket, close } = await open(true);
    let broken = false;
    socket.once('error', () => (broken = true));
    for (const _ of [1, 2, 3]) {
      socket.write('anybody?');
      await once(socket, 'data');
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(broken).toBe(false);
    close();
  });
});
