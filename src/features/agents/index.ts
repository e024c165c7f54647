export { AgentsModule } from './agents.module.js';
export { ProposalEntity } from './proposal.entity.js';
