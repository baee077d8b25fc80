import express, { type Router } from 'express';
import type { Wire } from './to-app/wire.ts';

/** Where files.getUploadURLExternal sends the bytes: raw, or as a form of one file. Source: docs.slack.dev/messaging/working-with-files. */
export function uploads(wire: Wire): Router {
  const router = express.Router();
  router.post('/:file/:secret', express.raw({ type: () => true, limit: '100mb' }), (request, response) => {
    const file = wire.world.files.get(request.params.file);
    const bytes: unknown = request.body;
    if (file === undefined || !Buffer.isBuffer(bytes)) {
      response.status(404).send('file_not_found');
      return;
    }
    const type = request.get('content-type') ?? '';
    file.bytes = type.startsWith('multipart/form-data') ? onlyPart(bytes, /boundary="?([^";]+)/.exec(type)?.[1] ?? '') : bytes;
    if (!type.startsWith('multipart/')) file.mimetype = type;
    response.type('text/plain').send(`OK - ${file.bytes.length}`);
  });
  return router;
}

/** The first part of a multipart body. */
function onlyPart(body: Buffer, boundary: string): Buffer {
  const start = body.indexOf('\r\n\r\n') + 4;
  const end = body.indexOf(`\r\n--${boundary}`, start);
  return body.subarray(start, end);
}
