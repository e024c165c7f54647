import process from 'node:process';
import { forbiddenImports, importRules } from './imports.js';
describe('x', () => { it('y', async () => { expect(await forbiddenImports(process.cwd(), ['src','migrations','seeds'], await importRules(process.cwd()))).toEqual([]); }, 60000); });
