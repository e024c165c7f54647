import { existsSync } from 'node:fs';
import process from 'node:process';

/** Takes settings from `.env` in the working folder, where there is one; the environment's own win. */
export function loadEnvFile(): void {
  if (existsSync('.env')) process.loadEnvFile('.env');
}
