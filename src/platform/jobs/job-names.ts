declare const carries: unique symbol;

/** The name of a job, and in its type what the job carries: ids and plain values that survive JSON. */
export type JobName<P extends object> = string & { readonly [carries]: (payload: P) => void };

/** What a scheduled job carries: nothing, it looks for its own work. */
export type Nothing = Record<string, never>;

const declared = new Set<string>();

/**
 * Declares a job, once, beside the feature that owns it: `export const sendEmail = declareJob<{ notificationId:
 * string }>('email.send')`. A declared job without a handler refuses the start.
 * @throws Error when the name is taken.
 */
export function declareJob<P extends object>(name: string): JobName<P> {
  if (declared.has(name)) throw new Error(`The job ${name} is declared twice.`);
  declared.add(name);
  return jobName<P>(name);
}

/** A name made at start, e.g. for the subscriber of an event; whoever makes it registers its handler as well. */
export function jobName<P extends object>(name: string): JobName<P> {
  return name as JobName<P>;
}

export function declaredJobNames(): readonly string[] {
  return [...declared];
}
