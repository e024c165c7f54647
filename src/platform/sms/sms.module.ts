import { Module } from '@nestjs/common';
import { InboxSmsSender } from './inbox-sms-sender.js';
import { SmsSender } from './sms-sender.js';

@Module({ providers: [{ provide: SmsSender, useClass: InboxSmsSender }], exports: [SmsSender] })
export class SmsModule {}
