import { removeTemplate } from './template.mjs';

export default async function tearDown() {
  const {
    NEXORA_TEMPLATE: folder,
    NEXORA_TEMPLATE_DATABASE: database,
    TEST_DATABASE_URL: server,
  } = process.env;
  if (folder) await removeTemplate({ folder, database }, server);
}
