import type { Alert } from '../core/entities.ts';
import { rfc2822 } from '../core/time.ts';
import type { World } from '../core/world.ts';

const details = (alert: Alert): string => `https://www.twilio.com/docs/errors/${alert.code}`;

/** The Notification resource of a call or of the account (openapi: api.v2010.account.call.call_notification). `log`: 0 error, 1 warning. */
export function notificationFace(world: World, alert: Alert): Record<string, unknown> {
  const account = world.settings.accountSid;
  const calls = alert.resourceSid.startsWith('CA') ? `/Calls/${alert.resourceSid}` : '';
  return {
    account_sid: account,
    api_version: '2010-04-01',
    call_sid: calls === '' ? null : alert.resourceSid,
    date_created: rfc2822(alert.at),
    date_updated: rfc2822(alert.at),
    error_code: String(alert.code),
    log: alert.level === 'error' ? '0' : '1',
    message_date: rfc2822(alert.at),
    message_text: `ErrorCode=${alert.code}&LogLevel=${alert.level === 'error' ? 'ERROR' : 'WARN'}&Msg=${encodeURIComponent(alert.text)}`,
    more_info: details(alert),
    request_method: alert.method,
    request_url: alert.url,
    sid: alert.sid,
    uri: `/2010-04-01/Accounts/${account}${calls}/Notifications/${alert.sid}.json`,
  };
}

/** The Alert of the Monitor API (openapi: monitor.v1.alert). */
export function alertFace(world: World, origin: string, alert: Alert): Record<string, unknown> {
  const at = new Date(Math.floor(alert.at / 1000) * 1000).toISOString().replace('.000', '');
  return {
    account_sid: world.settings.accountSid,
    alert_text: alert.text,
    api_version: '2010-04-01',
    date_created: at,
    date_generated: at,
    date_updated: at,
    error_code: String(alert.code),
    log_level: alert.level,
    more_info: details(alert),
    request_method: alert.method,
    request_url: alert.url,
    resource_sid: alert.resourceSid,
    sid: alert.sid,
    url: `${origin}/v1/Alerts/${alert.sid}`,
    service_sid: null,
  };
}
