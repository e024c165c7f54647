import type { NextFunction, Request, Response } from 'express';
import { beginActivity, endActivity } from './activity.js';
import { methodOf, routeTemplateOf } from './route-template.js';

/** Makes every request an activity; it ends when the answer is out or the client has gone. */
export function watchRequests(request: Request, response: Response, next: NextFunction): void {
  beginActivity('request', 'request', (activity) => {
    response.once('close', () => {
      const route = routeTemplateOf(request) ?? 'unmatched';
      const method = methodOf(request);
      activity.name = `${method} ${route}`;
      const isAnswered = response.writableFinished;
      Object.assign(activity.facts, { method, route, status: isAnswered ? response.statusCode : 499 });
      endActivity(activity, isAnswered && response.statusCode < 500 ? 'done' : 'failed');
    });
    next();
  });
}
