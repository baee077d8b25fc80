import { text } from '../json.ts';
import { formatFile } from '../format/file.ts';
import type { StoredFile } from '../world/entities.ts';
import { Args } from './args.ts';
import { post } from '../world/messages.ts';
import { method } from './method.ts';
import { targetChannel, targetThread } from './target.ts';

const getUploadURLExternal = method('files.getUploadURLExternal', {
  scopes: ['files:write'],
  limit: 'tier4',
  errors: [],
  run({ world, wire, args }) {
    const name = args.required('filename');
    args.required('length');
    const file: StoredFile = {
      id: world.ids.next('F'),
      name,
      title: name,
      size: args.integer('length') ?? 0,
      user: world.settings.botUserId,
      created: Math.floor(world.clock.now() / 1000),
      mimetype: 'application/octet-stream',
    };
    world.files.set(file.id, file);
    return { upload_url: `${wire.publicUrl}/upload/v1/${file.id}/${world.ids.secret('upload')}`, file_id: file.id };
  },
});

const completeUploadExternal = method('files.completeUploadExternal', {
  scopes: ['files:write'],
  limit: 'tier4',
  errors: ['file_not_found', 'channel_not_found', 'not_in_channel', 'posting_to_channel_denied'],
  run(call, fail) {
    const { world, args } = call;
    const files = args.objects('files').map((wanted) => {
      const file = world.files.get(text(wanted['id']) ?? '');
      if (file?.bytes === undefined) throw fail('file_not_found');
      if (typeof wanted['title'] === 'string') file.title = wanted['title'];
      return file;
    });
    if (args.has('channel_id')) share(call.args.string('initial_comment') ?? '');
    return { files: files.map((file) => formatFile(world, file)) };

    function share(comment: string): void {
      const inPlace = { ...call, args: new Args({ ...args.all, channel: args.string('channel_id') }) };
      const channel = targetChannel(inPlace, (error, extra) => fail(error === 'is_archived' ? 'posting_to_channel_denied' : error, extra));
      // chat:write.public does not let the app share files where it is not a member.
      if (!channel.members.has(world.settings.botUserId)) throw fail('not_in_channel');
      const threadTs = targetThread(inPlace, channel);
      const message = post(world, channel, {
        text: comment,
        user: world.settings.botUserId,
        botId: world.settings.botId,
        subtype: 'file_share',
        files,
        ...(threadTs === undefined ? {} : { threadTs }),
      });
      for (const file of files) file.shared = { channel: channel.id, ts: message.ts, ...(threadTs === undefined ? {} : { threadTs }) };
    }
  },
});

const info = method('files.info', {
  scopes: ['files:read'],
  limit: 'tier4',
  errors: ['file_not_found'],
  run({ world, args }, fail) {
    const file = world.files.get(args.required('file'));
    if (file === undefined) throw fail('file_not_found');
    return { file: formatFile(world, file), comments: [], response_metadata: { next_cursor: '' } };
  },
});

export const files = [getUploadURLExternal, completeUploadExternal, info];
