import express, { type Response, type Router } from 'express';
import { teamUrl } from './format/team.ts';
import type { World } from './world/world.ts';

/**
 * Where `url_private` and `url_private_download` of a file point: the bytes, for the bot token of an app with files:read. Anybody else is sent to the
 * sign-in page of the workspace, by a redirect and not by an error. Source: docs.slack.dev/reference/objects/file-object, docs.slack.dev/reference/scopes/files.read.
 */
export function downloads(world: World): Router {
  const router = express.Router();
  const send = (teamAndFile: string, authorization: string | undefined, path: string, response: Response): void => {
    const [team, id = ''] = teamAndFile.split('-');
    const file = team === world.team.id ? world.files.get(id) : undefined;
    const { botToken, scopes, state } = world.installation;
    if (file?.bytes === undefined || authorization !== `Bearer ${botToken}` || state !== 'installed' || !scopes.includes('files:read')) {
      response.redirect(302, `${teamUrl(world)}?redir=${encodeURIComponent(path)}`);
      return;
    }
    response.status(200).set('Content-Type', file.mimetype).send(file.bytes);
  };
  router.get('/:file/download/:name', (request, response) => send(request.params.file, request.get('authorization'), request.originalUrl, response));
  router.get('/:file/:name', (request, response) => send(request.params.file, request.get('authorization'), request.originalUrl, response));
  return router;
}
