import { Module } from '@nestjs/common';
import { InboxMailer } from './inbox-mailer.js';
import { Mailer } from './mailer.js';

@Module({ providers: [{ provide: Mailer, useClass: InboxMailer }], exports: [Mailer] })
export class MailModule {}
