import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { Request } from 'express';
import { from, lastValueFrom } from 'rxjs';
import type { Observable } from 'rxjs';
import type { Actor } from '../../kernel/actor.js';
import { actContext } from '../database/act-context.js';
import type { OpenAct } from '../database/act-context.js';
import type { Tx } from '../database/transaction.js';
import { AuditLog } from './audit-log.js';
import type { AuditedAct } from './audit-log.js';

/** Around the requests of staff: lets every write leave a trace in its own transaction, also where a feature writes none in its own words (ID-5). */
@Injectable()
export class StaffActsInterceptor implements NestInterceptor {
  constructor(private readonly audit: AuditLog) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request & { user?: Actor }>();
    const actor = request.user;
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (actor?.kind !== 'staff') throw new Error('Only acts of staff are traced here.');
    if (isRead) return next.handle();
    const area = areaOf(request.path);
    const id = request.params['id'];
    const subjectId = typeof id === 'string' ? id : null;
    const act = new StaffAct(this.audit, actor, {
      action: `${snake(context.getClass().name.replace(/Controller$/, ''))}.${snake(context.getHandler().name)}`,
      subjectKind: area,
      subjectId,
      after: { method: request.method, body: request.body as unknown },
    });
    return from(actContext.run(act, () => lastValueFrom(next.handle(), { defaultValue: undefined })));
  }
}

class StaffAct implements OpenAct {
  private readonly tracedIn = new WeakSet<Tx>();

  constructor(
    private readonly audit: AuditLog,
    private readonly actor: Actor,
    private readonly act: Omit<AuditedAct, 'subjectId'> & { subjectId: string | null },
  ) {}

  traced(tx: Tx): void {
    this.tracedIn.add(tx);
  }

  async finish(tx: Tx, result: unknown): Promise<void> {
    if (this.tracedIn.has(tx)) return;
    const { action, subjectId, ...act } = this.act;
    await this.audit.write(tx, this.actor, {
      ...act,
      action: action.slice(0, 60),
      subjectId: (subjectId ?? idOf(result) ?? 'none').slice(0, 64),
    });
  }
}

/** The part of the house a route is of: `bookings` of `/api/v1/ops/bookings/...`. */
export function areaOf(path: string): string {
  const parts = path.split('/').filter((part) => part !== '');
  const at = parts.indexOf('ops');
  return (parts[at + 1] ?? parts.at(-1) ?? 'none').slice(0, 40);
}

function idOf(result: unknown): string | null {
  return typeof result === 'object' && result !== null && 'id' in result && typeof result.id === 'string'
    ? result.id
    : null;
}

function snake(name: string): string {
  return name.replace(/(?<=[a-z0-9])[A-Z]/g, '_$&').toLowerCase();
}
