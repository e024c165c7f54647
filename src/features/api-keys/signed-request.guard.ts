import { Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext, RawBodyRequest } from '@nestjs/common';
import type { Request } from 'express';
import type { Actor } from '../../kernel/actor.js';
import { SignatureRefused } from './api-keys.errors.js';
import { RequestSignatures } from './request-signatures.js';

/** Whether a request with a key that signs bears a good signature (ID-8); asked once it is known who calls. */
@Injectable()
export class SignedRequestGuard implements CanActivate {
  constructor(private readonly signatures: RequestSignatures) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<RawBodyRequest<Request> & { user?: Actor }>();
    const key = request.user?.key;
    if (!key?.isSigned) return true;
    await this.signatures.accept(key.id, request.header('X-Signature') ?? '', {
      method: request.method,
      target: request.originalUrl,
      body: bodyOf(request),
      timestamp: request.header('X-Signature-Timestamp') ?? '',
      nonce: request.header('X-Signature-Nonce') ?? '',
    });
    return true;
  }
}

/** The bytes as they came. A body that was not kept, as that of a form with files, cannot be checked. */
function bodyOf({ rawBody, headers }: RawBodyRequest<Request>): Uint8Array {
  if (rawBody) return rawBody;
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  if (hasBody) throw new SignatureRefused();
  return new Uint8Array();
}
