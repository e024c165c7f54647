import { Injectable, SetMetadata, UseInterceptors, applyDecorators } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { ModuleRef, Reflector } from '@nestjs/core';
import { ApiExtension, ApiHeader } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { from, firstValueFrom } from 'rxjs';
import type { Observable } from 'rxjs';
import type { Actor } from '../../kernel/actor.js';
import { DomainError } from '../../kernel/errors.js';
import { Commands } from '../database/commands.js';

export interface IdempotentRoute {
  /** The command's name, e.g. `bookings.create`. */
  name: string;
  /** Money routes refuse a request without a key (400). */
  required?: boolean;
  /** How long a key is remembered, in hours. Default 24; money 72. */
  keptHours?: number;
  /** The controller's method `(actor, id)` that renders the first answer again. */
  replay: string;
}

const metadataKey = 'nexora:idempotent';
/** Marks such a route in the contract, with the command's name. */
export const commandExtension = 'x-command';

/**
 * Lets a client repeat this write safely under an `Idempotency-Key` (PF-2). The route answers a DTO with the id
 * of what its one unit of work gave.
 */
export function Idempotent(route: IdempotentRoute): MethodDecorator {
  return applyDecorators(
    SetMetadata(metadataKey, route),
    UseInterceptors(IdempotencyInterceptor),
    ApiExtension(commandExtension, route.name),
    ApiHeader({
      name: 'Idempotency-Key',
      required: route.required ?? false,
      description: '1-255 printable characters; the same key and body give the first answer again.',
      schema: { type: 'string', minLength: 1, maxLength: 255 },
    }),
  );
}

export class IdempotencyKeyRequired extends DomainError {
  readonly code = 'idempotency.key_required';
  readonly kind = 'malformed';

  constructor() {
    super('This route needs an Idempotency-Key header, so that a repeated request acts only once.');
  }
}

export class IdempotencyKeyInvalid extends DomainError {
  readonly code = 'idempotency.key_invalid';
  readonly kind = 'malformed';

  constructor() {
    super('An Idempotency-Key is 1 to 255 printable characters.');
  }
}

type Replayer = (actor: Actor, id: string) => Promise<unknown>;

@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly modules: ModuleRef,
    private readonly commands: Commands,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const route = this.reflector.get<IdempotentRoute | undefined>(metadataKey, context.getHandler());
    if (!route) return next.handle();
    const request = context.switchToHttp().getRequest<Request & { user?: Actor }>();
    const key = keyOf(request, route.required ?? false);
    if (key === null || !request.user) return next.handle();
    const actor = request.user;
    const { result, replayed } = await this.commands.once({
      principal: `${actor.kind}:${actor.id}`,
      name: route.name,
      key,
      input: { params: request.params, body: request.body as unknown },
      ...(route.keptHours && { keptMs: route.keptHours * 3_600_000 }),
      act: () => firstValueFrom(next.handle()),
      replay: (id) => this.replayer(context, route)(actor, id),
    });
    if (replayed) context.switchToHttp().getResponse<Response>().setHeader('Idempotent-Replayed', 'true');
    return from([result]);
  }

  private replayer(context: ExecutionContext, route: IdempotentRoute): Replayer {
    const controller: Record<string, unknown> = this.modules.get(context.getClass(), { strict: false });
    const method = controller[route.replay];
    if (typeof method !== 'function')
      throw new Error(`${route.name} names no method ${route.replay} to replay with.`);
    return (actor, id) => method.call(controller, actor, id) as Promise<unknown>;
  }
}

function keyOf(request: Request, required: boolean): string | null {
  const key = checkedKey(request.header('Idempotency-Key'));
  if (key === undefined && required) throw new IdempotencyKeyRequired();
  return key ?? null;
}

/** @throws IdempotencyKeyInvalid */
export function checkedKey(key: string | undefined): string | undefined {
  if (key !== undefined && !/^[\x21-\x7e][\x20-\x7e]{0,254}$/.test(key)) throw new IdempotencyKeyInvalid();
  return key;
}
