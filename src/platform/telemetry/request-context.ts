import { AsyncLocalStorage } from 'node:async_hooks';

/** What every line of log and every job written during a request or a job carries. */
export interface RequestContext {
  /** Follows a request into its jobs and logs. */
  correlationId: string;
  principal?: string;
}

export const requestContext = new AsyncLocalStorage<RequestContext>();
