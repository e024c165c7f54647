export interface Service {
  /** For MariaDB without a database: `mysql://root@127.0.0.1:PORT`. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Ends it, by SIGTERM unless told otherwise, and waits until it has ended. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

export function findProgram(name: string): string | null;
export function missingServices(): string[];
export function startMariadb(
  folder: string,
  options?: { port?: number; durable?: boolean; settings?: readonly string[] },
): Promise<Service>;
export function startRedis(folder: string, options?: { port?: number }): Promise<Service>;
