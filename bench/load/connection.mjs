import { Buffer } from 'node:buffer';
import { connect } from 'node:net';

const headEnd = Buffer.from('\r\n\r\n');

/**
 * One keep-alive connection that asks one thing at a time. It reads no more of an answer than its status and where
 * it ends, so that the load takes little of the processor that it shares with who is measured.
 */
export class Connection {
  #socket;
  #unread = Buffer.alloc(0);
  #waiting = null;

  /** @returns a connection that is open */
  static async open(port) {
    const connection = new Connection();
    await connection.#connect(port);
    return connection;
  }

  /** Sends a request as it stands. @returns the status, and the bytes of the body when asked for */
  ask(request, { keepBody = false } = {}) {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject, keepBody };
      this.#socket.write(request);
    });
  }

  close() {
    this.#socket.destroy();
  }

  #connect(port) {
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.#socket.on('data', (chunk) => this.#read(chunk));
    this.#socket.on('close', () => this.#waiting?.reject(new Error('The server closed the connection.')));
    return new Promise((resolve, reject) => {
      this.#socket.once('connect', resolve);
      this.#socket.on('error', (error) => {
        reject(error);
        this.#waiting?.reject(error);
      });
    });
  }

  #read(chunk) {
    this.#unread = this.#unread.length === 0 ? chunk : Buffer.concat([this.#unread, chunk]);
    const answer = parse(this.#unread);
    if (!answer) return;
    const { resolve, keepBody } = this.#waiting;
    this.#waiting = null;
    this.#unread = this.#unread.subarray(answer.end);
    resolve({ status: answer.status, bytes: answer.end, body: keepBody ? answer.body() : null });
  }
}

/** An answer that is wholly there, or null. */
function parse(bytes) {
  const headLength = bytes.indexOf(headEnd);
  if (headLength < 0) return null;
  const head = bytes.latin1Slice(0, headLength).toLowerCase();
  const status = Number(head.slice(9, 12));
  const start = headLength + headEnd.length;
  if (head.includes('\r\ntransfer-encoding: chunked')) return parseChunks(bytes, start, status);
  const at = head.indexOf('\r\ncontent-length: ');
  const end = start + (at < 0 ? 0 : Number.parseInt(head.slice(at + 18, at + 30), 10));
  return bytes.length < end ? null : { status, end, body: () => bytes.subarray(start, end) };
}

function parseChunks(bytes, start, status) {
  const parts = [];
  for (let at = start; ;) {
    const lineEnd = bytes.indexOf('\r\n', at);
    if (lineEnd < 0) return null;
    const size = Number.parseInt(bytes.latin1Slice(at, lineEnd), 16);
    const end = lineEnd + 2 + size + 2;
    if (bytes.length < end) return null;
    if (size === 0) return { status, end, body: () => Buffer.concat(parts) };
    parts.push(bytes.subarray(lineEnd + 2, end - 2));
    at = end;
  }
}
