import { TableIndex } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dialectOf } from '../src/platform/database/dialect.js';
import { addColumn, columns } from '../src/platform/database/migration.js';

const { int, nullable } = columns;
const table = 'provider_cells';
const byClaim = () => new TableIndex({ columnNames: ['providerId', 'lastCell', 'expiresAt', 'pincode'] });

/** Where each claim of a provider's time ends stands with its first cell, so that claims are read and not cells. */
export class Claims1763700000028 implements MigrationInterface {
  name = 'Claims1763700000028';

  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, table, nullable(int('lastCell')));
    await runner.query(dialectOf(runner) === 'mysql' ? onServer : embedded);
    await runner.createIndex(table, byClaim());
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex(table, byClaim());
    await runner.dropColumn(table, 'lastCell');
  }
}

const onServer = `UPDATE provider_cells taken
  JOIN (SELECT providerId, ownerId, MIN(cell) AS firstCell, MAX(cell) AS lastCell FROM provider_cells
    GROUP BY providerId, ownerId) claims
  ON claims.providerId = taken.providerId AND claims.firstCell = taken.cell
  SET taken.lastCell = claims.lastCell`;

const embedded = `UPDATE provider_cells SET lastCell = (SELECT MAX(own.cell) FROM provider_cells own
    WHERE own.ownerId = provider_cells.ownerId AND own.providerId = provider_cells.providerId)
  WHERE NOT EXISTS (SELECT 1 FROM provider_cells own WHERE own.ownerId = provider_cells.ownerId
    AND own.providerId = provider_cells.providerId AND own.cell < provider_cells.cell)`;
