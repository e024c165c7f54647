import { Injectable } from '@nestjs/common';
import process from 'node:process';
import { DatabaseHealth } from '../database/database-health.js';

export interface Check {
  name: string;
  ok: boolean;
  detail?: string;
}

export interface Readiness {
  status: 'ok' | 'unavailable';
  checks: Check[];
}

/** Whether this process can serve: the database answers and stands at the newest migration. */
@Injectable()
export class HealthService {
  constructor(private readonly database: DatabaseHealth) {}

  uptimeSeconds(): number {
    return process.uptime();
  }

  async readiness(): Promise<Readiness> {
    const checks = [
      await this.check('database', () => this.database.answers()),
      await this.check('migrations', () => this.database.isCurrent()),
    ];
    return { status: checks.every(({ ok }) => ok) ? 'ok' : 'unavailable', checks };
  }

  async detail(): Promise<Readiness & { uptimeSeconds: number; node: string; memoryMib: number }> {
    return {
      ...(await this.readiness()),
      uptimeSeconds: Math.floor(this.uptimeSeconds()),
      node: process.version,
      memoryMib: Math.round(process.memoryUsage().rss / 1_048_576),
    };
  }

  private async check(name: string, probe: () => Promise<unknown>): Promise<Check> {
    try {
      await probe();
      return { name, ok: true };
    } catch (fault) {
      return { name, ok: false, detail: fault instanceof Error ? fault.message : 'failed' };
    }
  }
}
