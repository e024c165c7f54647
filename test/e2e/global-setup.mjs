import { makeTemplate } from './template.mjs';

export default async function setUp() {
  const { folder, database } = await makeTemplate(process.env.TEST_DATABASE_URL);
  process.env.NEXORA_TEMPLATE = folder;
  if (database) process.env.NEXORA_TEMPLATE_DATABASE = database;
}
