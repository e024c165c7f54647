import { Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { decoratedMethods } from './decorated-methods.js';
import { jobMarkKey } from './job.decorators.js';
import type { JobMark } from './job.decorators.js';
import { JobHandlers } from './job-handlers.js';
import { declaredJobNames } from './job-names.js';

/** Finds the handlers at start, and refuses a job with none or with two. */
@Injectable()
export class JobExplorer implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly handlers: JobHandlers,
  ) {}

  onModuleInit(): void {
    for (const { mark, owner, call } of decoratedMethods<JobMark>(this.discovery, jobMarkKey)) {
      this.handlers.register(mark.name, owner, call);
      if (mark.everyMs !== undefined) this.handlers.schedule(mark.name, mark.everyMs);
    }
  }

  onApplicationBootstrap(): void {
    this.handlers.refuseMissing(declaredJobNames());
  }
}
