import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

/** Speaks as much of the protocol as a connection needs, and keeps its answers back on demand. */
export class SlowRedis {
  /** The words of what each connection has sent, one list a connection, in their order. */
  readonly heard: string[][] = [];
  readonly silentOn = new Set<string>();
  private readonly sockets = new Set<Socket>();
  private server: Server | null = null;
  private port = 0;

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Whether nobody is connected. */
  get isAlone(): boolean {
    return this.sockets.size === 0;
  }

  async start(): Promise<void> {
    const server = createServer((socket) => this.serve(socket));
    server.listen(this.port, '127.0.0.1');
    await once(server, 'listening');
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  async stop(): Promise<void> {
    const { server } = this;
    if (!server) return;
    this.server = null;
    server.close();
    this.drop();
    await once(server, 'close');
  }

  /** Cuts off whoever is connected. */
  drop(): void {
    for (const each of this.sockets) each.destroy();
  }

  private serve(socket: Socket): void {
    const words: string[] = [];
    let unread = '';
    this.heard.push(words);
    this.sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('data', (bytes) => {
      unread += bytes.toString();
      for (;;) {
        const length = /^\*(\d+)\r\n/.exec(unread)?.[1];
        const whole = new RegExp(`^\\*\\d+\r\n((?:\\$\\d+\r\n[^\r]*\r\n){${length ?? '1'}})`).exec(unread);
        if (!whole) return;
        unread = unread.slice(whole[0].length);
        const sent = [...(whole[1] ?? '').matchAll(/\$\d+\r\n([^\r]*)\r\n/g)];
        this.answer(
          socket,
          words,
          sent.map(([, word = '']) => word),
        );
      }
    });
  }

  private answer(socket: Socket, words: string[], [command = '', channel = '']: string[]): void {
    words.push(command);
    if (this.silentOn.has(command)) return;
    if (command === 'subscribe')
      socket.write(`*3\r\n$9\r\nsubscribe\r\n$${channel.length}\r\n${channel}\r\n:1\r\n`);
    else socket.write('+OK\r\n');
  }
}
