import { Module } from '@nestjs/common';
import { SmsConfig } from '../../config/outside-sections.js';
import { AppConfig } from '../../config/sections.js';
import { Log } from '../telemetry/log.js';
import { HttpSmsSender } from './http-sms-sender.js';
import { InboxSmsSender } from './inbox-sms-sender.js';
import { SmsSender } from './sms-sender.js';

@Module({
  providers: [
    {
      provide: SmsSender,
      inject: [SmsConfig, AppConfig, Log],
      useFactory: (
        { url, apiKey, senderId, entityId, timeoutMs }: SmsConfig,
        app: AppConfig,
        log: Log,
      ): SmsSender => {
        if (url !== undefined) return new HttpSmsSender({ url, apiKey, senderId, entityId, timeoutMs });
        if (app.isProduction) log.warn({}, 'There is no SMS_URL: text messages reach nobody.');
        return new InboxSmsSender();
      },
    },
  ],
  exports: [SmsSender],
})
export class SmsModule {}
