import { removeTemplate } from './template.mjs';

export default function tearDown() {
  if (process.env.NEXORA_TEMPLATE) removeTemplate(process.env.NEXORA_TEMPLATE);
}
