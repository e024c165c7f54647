import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { AppConfig } from '../../config/sections.js';
import { FileStore } from './file-store.js';
import { FolderFileStore } from './folder-file-store.js';

@Module({
  providers: [
    {
      provide: FileStore,
      inject: [AppConfig],
      useFactory: ({ dataDir }: AppConfig): FileStore => new FolderFileStore(join(dataDir, 'files')),
    },
  ],
  exports: [FileStore],
})
export class StorageModule {}
