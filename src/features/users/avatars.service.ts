import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { NotFound } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { PersonalReads } from '../../platform/audit/personal-reads.service.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { JobHandler } from '../../platform/jobs/job.decorators.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { FileStore } from '../../platform/storage/file-store.js';
import { isOfUsableSize, longestSide, sniffPicture } from './picture.rule.js';
import type { PictureType } from './picture.rule.js';
import type { UserEntity } from './user.entity.js';
import { deleteAvatar } from './users.jobs.js';
import type { DeleteAvatar } from './users.jobs.js';
import { PictureOutsized, PictureUnsupported } from './users.errors.js';
import { UsersRepository } from './users.repository.js';

const endings: Readonly<Record<PictureType, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
};

export interface Avatar {
  type: PictureType;
  bytes: Buffer;
}

/** Pictures of customers. */
@Injectable()
export class AvatarsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly users: UsersRepository,
    private readonly files: FileStore,
    private readonly jobs: Jobs,
    private readonly reads: PersonalReads,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes a picture for the caller's; the one before is deleted once that is committed. The file is stored first, under
   * a key of its own, so no row ever names one that is not there; what is hung on behind the picture is left out.
   * @throws PictureUnsupported, PictureOutsized, NotFound
   */
  async set(actor: Actor, bytes: Buffer): Promise<UserEntity> {
    const picture = sniffPicture(bytes);
    if (!picture) throw new PictureUnsupported();
    if (!isOfUsableSize(picture)) throw new PictureOutsized(longestSide);
    const avatarKey = `avatars/${actor.id}/${newId()}.${endings[picture.type]}`;
    await this.files.put(avatarKey, bytes.subarray(0, picture.length));
    try {
      return await this.work.run(async (tx) => {
        await this.users.hold(tx, actor.id);
        const user = await this.users.find(tx, actor.id);
        if (!user) throw new NotFound('user');
        const changed = { avatarKey, updatedAt: this.clock.now() };
        await this.users.change(tx, user.id, changed);
        if (user.avatarKey !== null) await this.jobs.add(tx, deleteAvatar, { avatarKey: user.avatarKey });
        return { ...user, ...changed };
      });
    } catch (fault) {
      await this.files.delete(avatarKey);
      throw fault;
    }
  }

  /**
   * A customer's own picture, or anybody's for staff who may see customers, of which a record is kept (ID-6).
   * @throws NotFound `avatar.not_found`, also for somebody else's (ID-10)
   */
  async get(actor: Actor, userId: string): Promise<Avatar> {
    const isAllowed = actor.kind === 'staff' ? actor.permissions?.has('users.view') : actor.id === userId;
    const user = isAllowed ? await this.work.read((reader) => this.users.find(reader, userId)) : null;
    const key = user?.avatarKey ?? null;
    const bytes = key === null ? null : await this.files.get(key);
    if (!bytes || key === null) throw new NotFound('avatar');
    if (actor.kind === 'staff')
      await this.reads.note(actor, {
        area: 'customers',
        subjectId: userId,
        fields: ['avatar'],
        answer: null,
      });
    return { type: typeOf(key), bytes };
  }

  @JobHandler(deleteAvatar)
  async delete({ avatarKey }: DeleteAvatar): Promise<void> {
    await this.files.delete(avatarKey);
  }
}

function typeOf(key: string): PictureType {
  for (const [type, ending] of Object.entries(endings))
    if (key.endsWith(`.${ending}`)) return type as PictureType;
  throw new Error('A picture is stored under a key that tells no type.');
}
