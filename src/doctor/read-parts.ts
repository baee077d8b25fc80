import type { AppConfig } from '../config/config.ts';
import { loadConfig } from '../config/config.ts';
import type { Environment } from '../config/env.ts';
import { VARIABLE_LIST, VARIABLES } from '../config/env.ts';
import { isSet, readEach } from '../config/read-variables.ts';
import type { Parts } from './patient.ts';

/**
 * The settings of an environment as far as they can be read.
 * @param keyId says by which id what a key encrypted is known.
 */
export function readParts(environment: Environment, keyId: (key: Buffer) => string): Parts {
  const { values } = readEach(environment);
  const home = values.TWILIO_PHONE_NUMBER?.country;
  const keys = [...(values.ENCRYPTION_KEY === undefined ? [] : [values.ENCRYPTION_KEY]), ...(values.ENCRYPTION_KEYS_PREVIOUS ?? [])];
  return {
    problems: loadConfig(environment).problems ?? [],
    hasAccounts: VARIABLE_LIST.some(({ name, variable }) => variable.required === 'accounts' && isSet(environment, name)),
    port: values.PORT,
    bindAddress: values.BIND_ADDRESS,
    apiUrl: values.API_URL,
    opensTunnel: values.NODE_ENV === 'development' && values.NGROK_AUTHTOKEN !== undefined,
    slack: { botToken: values.SLACK_BOT_TOKEN, signingSecret: values.SLACK_SIGNING_SECRET, apiUrl: values.SLACK_API_URL, calls: values.SLACK_CALLS ?? false },
    twilio: {
      accountSid: values.TWILIO_ACCOUNT_SID, authToken: values.TWILIO_AUTH_TOKEN, phoneNumber: values.TWILIO_PHONE_NUMBER?.e164, apiUrl: values.TWILIO_API_URL,
      callsPerSecond: values.TWILIO_CPS ?? Number(VARIABLES.TWILIO_CPS.default),
    },
    calling: {
      allowedCountries: values.ALLOWED_COUNTRIES ?? (home === undefined ? [] : [home]), defaultCountry: values.DEFAULT_COUNTRY ?? home,
      maxParticipants: values.MAX_PARTICIPANTS ?? Number(VARIABLES.MAX_PARTICIPANTS.default),
    },
    database: { isPostgres: isSet(environment, 'DATABASE_URL'), encryptionKeyIds: keys.map(keyId) },
  };
}

/** The settings the running app goes by. @param keyIds of the current key, then of the previous ones. */
export function partsOf({ http, slack, twilio, calling, database }: AppConfig, port: number, keyIds: readonly string[]): Parts {
  return {
    problems: [], hasAccounts: true, port, bindAddress: http.bindAddress, apiUrl: http.apiUrl, opensTunnel: false,
    slack: { botToken: slack.botToken, signingSecret: slack.signingSecret, apiUrl: slack.apiUrl, calls: slack.calls },
    twilio: { accountSid: twilio.accountSid, authToken: twilio.authToken, phoneNumber: twilio.phoneNumber, apiUrl: twilio.apiUrl, callsPerSecond: twilio.callsPerSecond },
    calling: { allowedCountries: calling.allowedCountries, defaultCountry: calling.defaultCountry, maxParticipants: calling.maxParticipants },
    database: { isPostgres: database.url !== undefined, encryptionKeyIds: keyIds },
  };
}
