import { HttpException, Injectable, mixin } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor, Type } from '@nestjs/common';
import { AnyFilesInterceptor } from '@nestjs/platform-express';
import type { Observable } from 'rxjs';
import { FileMalformed, FileTooLarge } from './http.errors.js';

/**
 * Reads one file of a form (multipart/form-data) into memory, under whatever field it comes. A larger one is given up
 * as soon as it is known to be.
 */
export function OneFile({ maxBytes }: { maxBytes: number }): Type<NestInterceptor> {
  const Upload = AnyFilesInterceptor({
    limits: { files: 1, fileSize: maxBytes, fields: 5, fieldSize: 1_024, parts: 6 },
  });

  @Injectable()
  class OneFileInterceptor implements NestInterceptor {
    private readonly upload = new Upload();

    async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
      try {
        return await this.upload.intercept(context, next);
      } catch (fault) {
        if (!(fault instanceof HttpException)) throw fault;
        throw fault.getStatus() === 413 ? new FileTooLarge(maxBytes) : new FileMalformed();
      }
    }
  }
  return mixin(OneFileInterceptor);
}
