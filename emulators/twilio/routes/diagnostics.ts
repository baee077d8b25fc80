import { alertFace, notificationFace } from '../formats/alert.ts';
import type { Route } from './api.ts';
import { ACCOUNT, ok, PAGE_KEYS } from './api.ts';
import { callOf } from './calls.ts';
import { dateFilter } from './dates.ts';
import { notFound } from './errors.ts';
import { listPage, metaPage } from './paging.ts';

const NOTIFICATION_KEYS = ['Log', 'MessageDate', 'MessageDate<', 'MessageDate>', ...PAGE_KEYS] as const;

const listCallEvents: Route = {
  method: 'get',
  path: `${ACCOUNT}/Calls/{CallSid}/Events.json`,
  accepts: PAGE_KEYS,
  handle: (world, request) => listPage(request, 'events', world.store.apiEvents.get(callOf(world, request, 'CallSid').sid) ?? []),
};

const listCallNotifications: Route = {
  method: 'get',
  path: `${ACCOUNT}/Calls/{CallSid}/Notifications.json`,
  accepts: NOTIFICATION_KEYS,
  handle(world, request) {
    const { sid } = callOf(world, request, 'CallSid');
    const at = dateFilter(request.query, 'MessageDate');
    const own = world.store.alerts.filter((alert) => alert.resourceSid === sid && at(alert.at));
    return listPage(request, 'notifications', own.map((alert) => notificationFace(world, alert)));
  },
};

const listNotifications: Route = {
  method: 'get',
  path: `${ACCOUNT}/Notifications.json`,
  accepts: NOTIFICATION_KEYS,
  handle(world, request) {
    const at = dateFilter(request.query, 'MessageDate');
    const faces = world.store.alerts.filter((alert) => at(alert.at)).map((alert) => notificationFace(world, alert));
    const log = request.query.get('Log');
    return listPage(request, 'notifications', faces.filter((face) => log === undefined || face['log'] === log));
  },
};

const listAlerts: Route = {
  method: 'get',
  path: '/v1/Alerts',
  accepts: ['LogLevel', 'StartDate', 'EndDate', ...PAGE_KEYS],
  handle(world, request) {
    const { query } = request;
    const from = Date.parse(query.get('StartDate') ?? '') || 0;
    const to = Date.parse(query.get('EndDate') ?? '') || Number.POSITIVE_INFINITY;
    const level = query.get('LogLevel');
    const found = world.store.alerts.filter((alert) => alert.at >= from && alert.at <= to && (level === undefined || level === alert.level));
    return metaPage(request, 'alerts', found.map((alert) => alertFace(world, request.origin, alert)));
  },
};

const fetchAlert: Route = {
  method: 'get',
  path: '/v1/Alerts/{Sid}',
  handle(world, request) {
    const found = world.store.alerts.find((alert) => alert.sid === request.path['Sid']);
    if (found === undefined) throw notFound(request.uri);
    return ok({ ...alertFace(world, request.origin, found), request_variables: '', response_body: '', response_headers: '', request_headers: '' });
  },
};

export const diagnosticRoutes: readonly Route[] = [listCallEvents, listCallNotifications, listNotifications, listAlerts, fetchAlert];
