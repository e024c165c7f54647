import { Injectable, Module } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { MailConfig } from '../../config/outside-sections.js';
import { AppConfig } from '../../config/sections.js';
import { parseSmtpUrl } from '../../config/smtp-url.js';
import { Log } from '../telemetry/log.js';
import { InboxMailer } from './inbox-mailer.js';
import { Mailer } from './mailer.js';
import { SmtpMailer } from './smtp-mailer.js';

/** Ends the connections to the mail server after the jobs that use them have ended. */
@Injectable()
class MailConnections implements OnApplicationShutdown {
  constructor(private readonly mailer: Mailer) {}

  onApplicationShutdown(): void {
    if (this.mailer instanceof SmtpMailer) this.mailer.close();
  }
}

@Module({
  providers: [
    {
      provide: Mailer,
      inject: [MailConfig, AppConfig, Log],
      useFactory: ({ url, from, timeoutMs }: MailConfig, app: AppConfig, log: Log): Mailer => {
        if (url !== undefined) return new SmtpMailer({ server: parseSmtpUrl(url), from, timeoutMs });
        if (app.isProduction) log.warn({}, 'There is no SMTP_URL: letters reach nobody.');
        return new InboxMailer();
      },
    },
    MailConnections,
  ],
  exports: [Mailer],
})
export class MailModule {}
