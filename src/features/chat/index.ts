export { ChatModule } from './chat.module.js';
export { ChatService, blankMessage, blankThread } from './chat.service.js';
export { ChatRepository } from './chat.repository.js';
export { MessageEntity, ThreadEntity, TurnEntity } from './thread.entity.js';
export { TurnHandler } from './turn-handler.js';
export type {
  AnswerIntent,
  AnswerOption,
  AnswerProposal,
  Awaiting,
  Language,
  TurnAnswer,
  TurnOutcome,
  TurnRequest,
  TurnStep,
} from './turn-handler.js';
