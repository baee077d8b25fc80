import { announce } from '../conferences/controls.ts';
import { endConference } from '../conferences/leave.ts';
import type { Conference } from '../core/entities.ts';
import type { World } from '../core/world.ts';
import { conferenceFace } from '../formats/conference.ts';
import type { ApiRequest, Route } from './api.ts';
import { ACCOUNT, ok, PAGE_KEYS } from './api.ts';
import { dateFilter } from './dates.ts';
import { notFound, refused } from './errors.ts';
import { readMethod, readUrl } from './fields.ts';
import { listPage } from './paging.ts';

/** The conference a path names by its sid. @throws TwilioError 20404, also for one that has ended when `running` is asked for. */
export function conferenceOf(world: World, request: ApiRequest, key: string, running = false): Conference {
  const conference = world.store.conferences.get(request.path[key] ?? '');
  if (conference === undefined || (running && conference.status === 'completed')) throw notFound(request.uri);
  return conference;
}

const UNREACHED = { 16001: 'Conference is not bridged', 16022: 'Conference does not exist or is completed', 16099: 'Unexpected conference status' } as const;

/**
 * The conference a path names, for something that is done to those who are in it.
 * @throws TwilioError 20404 for one that is not there, and whatever the options say for one that has not started or has ended.
 */
export function conferenceToReach(world: World, request: ApiRequest, key: string): Conference {
  const conference = conferenceOf(world, request, key);
  const { controlsBeforeStart, controlsAfterEnd } = world.settings;
  const answer = conference.status === 'completed' ? controlsAfterEnd : conference.status === 'init' ? controlsBeforeStart : 'served';
  if (answer === 'served') return conference;
  throw answer === 20404 ? notFound(request.uri) : refused(answer, UNREACHED[answer]);
}

const fetchConference: Route = {
  method: 'get',
  path: `${ACCOUNT}/Conferences/{Sid}.json`,
  handle: (world, request) => ok(conferenceFace(world, conferenceOf(world, request, 'Sid'))),
};

const listConferences: Route = {
  method: 'get',
  path: `${ACCOUNT}/Conferences.json`,
  accepts: ['FriendlyName', 'Status', 'DateCreated', 'DateCreated<', 'DateCreated>', 'DateUpdated', 'DateUpdated<', 'DateUpdated>', ...PAGE_KEYS],
  handle(world, request) {
    const { query } = request;
    const made = dateFilter(query, 'DateCreated');
    const changed = dateFilter(query, 'DateUpdated');
    const found = [...world.store.conferences.values()]
      .filter((one) => query.get('FriendlyName') === undefined || query.get('FriendlyName') === one.friendlyName)
      .filter((one) => query.get('Status') === undefined || query.get('Status') === one.status)
      .filter((one) => made(one.createdAt) && changed(one.updatedAt));
    return listPage(request, 'conferences', found.reverse().map((one) => conferenceFace(world, one)));
  },
};

const updateConference: Route = {
  method: 'post',
  path: `${ACCOUNT}/Conferences/{Sid}.json`,
  accepts: ['Status', 'AnnounceUrl', 'AnnounceMethod'],
  handle(world, request) {
    const conference = request.form.has('AnnounceUrl') ? conferenceToReach(world, request, 'Sid') : conferenceOf(world, request, 'Sid', true);
    const status = request.form.get('Status');
    if (status !== undefined && status !== 'completed') throw refused(20001, `Invalid Status: ${status}`);
    const url = readUrl(request.form, 'AnnounceUrl');
    if (url !== undefined) announce(world, conference, { url, method: readMethod(request.form, 'AnnounceMethod') });
    if (status === 'completed') endConference(world, conference, 'conference-ended-via-api', undefined, 'conference_ended_via_api');
    return ok(conferenceFace(world, conference));
  },
};

export const conferenceRoutes: readonly Route[] = [fetchConference, listConferences, updateConference];
