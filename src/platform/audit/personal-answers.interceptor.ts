import { Injectable, StreamableFile } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { Request } from 'express';
import { concatMap } from 'rxjs';
import type { Observable } from 'rxjs';
import type { Actor } from '../../kernel/actor.js';
import { clearReads } from '../../kernel/permissions.js';
import { accessOf } from '../auth/access.js';
import { shapeOfAnswer } from '../http/answer-shape.js';
import { Drawn } from '../http/drawn.js';
import { shownTo } from './answer-mask.js';
import type { MaySee } from './answer-mask.js';
import { PersonalReads } from './personal-reads.service.js';
import { areaOf } from './staff-acts.interceptor.js';

/**
 * Around the requests of staff: the one place where personal values are masked in answers. They see those of customers,
 * providers and colleagues in clear by their permissions, and each clear sight is recorded (ID-6). Everybody else is
 * answered with what is theirs to see by their services. An answer that cannot be masked is not given.
 */
@Injectable()
export class PersonalAnswersInterceptor implements NestInterceptor {
  constructor(private readonly reads: PersonalReads) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(
      concatMap(async (answer: unknown) => {
        const isDrawn = answer instanceof Drawn;
        const shown = await this.shown(context, isDrawn ? answer.shown : answer);
        return isDrawn ? answer.draw(shown as object) : shown;
      }),
    );
  }

  private async shown(context: ExecutionContext, answer: unknown): Promise<unknown> {
    const request = context.switchToHttp().getRequest<Request & { user?: Actor }>();
    const actor = request.user;
    if (actor?.kind !== 'staff') throw new Error('Only what staff are answered is masked here.');
    if (typeof answer !== 'object' || answer === null) return answer;
    // What anybody may read is nobody's secret. A file is answered as it is, or drawn.
    if (accessOf(context.getHandler(), context.getClass())?.to === 'anyone') return answer;
    if (answer instanceof StreamableFile) return answer;
    const { shown, clear } = shownTo(answer, shapeOfAnswer(context.getHandler()), sightOf(actor));
    const id = request.params['id'] ?? request.params['customerId'];
    const subjectId = typeof id === 'string' ? id : null;
    await this.reads.note(actor, { area: areaOf(request.path), subjectId, fields: clear, answer });
    return shown;
  }
}

/** By permission; one's own values; and what nobody says whom it is about only by all permissions together. */
function sightOf({ id: actorId, permissions }: Actor): MaySee {
  const holds = (whose: keyof typeof clearReads): boolean => permissions?.has(clearReads[whose]) ?? false;
  return (whose, id) => {
    if (whose === 'company') return true;
    if (whose === null) return holds('customer') && holds('provider') && holds('staff');
    return holds(whose) || (whose === 'staff' && id === actorId);
  };
}
