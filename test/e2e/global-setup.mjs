import { makeTemplate } from './template.mjs';

export default function setUp() {
  process.env.NEXORA_TEMPLATE = makeTemplate();
}
