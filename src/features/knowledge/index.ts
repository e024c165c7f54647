export { DocumentEntity } from './document.entity.js';
export { DocumentVersionEntity } from './document-version.entity.js';
