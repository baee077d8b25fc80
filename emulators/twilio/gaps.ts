/**
 * Operations of Twilio's API (as far as they touch voice) that are not emulated, with the reason. Together with the routes they cover the
 * official specification; test/contract/twilio-coverage.test.ts fails when an operation is in neither. A path ends here as a prefix.
 */
export const GAPS: readonly { readonly path: string; readonly methods?: readonly string[]; readonly why: string }[] = [
  { path: '/2010-04-01/Accounts/{Sid}.json', methods: ['post'], why: 'nothing renames, suspends or closes the account' },
  { path: '/2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Recordings', why: 'no sound is mixed, so there is nothing to record' },
  { path: '/2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Recordings', why: 'no sound is mixed, so there is nothing to record' },
  { path: '/2010-04-01/Accounts/{AccountSid}/Recordings', why: 'no sound is mixed, so there is nothing to record' },
  { path: '/2010-04-01/Accounts/{AccountSid}/Transcriptions', why: 'follows recordings' },
  { path: '/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers.json', methods: ['post'], why: 'numbers are options of the emulator: none is bought' },
  { path: '/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/{Sid}.json', methods: ['delete'], why: 'numbers are options of the emulator: none is released' },
  { path: '/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/Local.json', why: 'a filtered view of the list that is served' },
  { path: '/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/Mobile.json', why: 'a filtered view of the list that is served' },
  { path: '/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/TollFree.json', why: 'a filtered view of the list that is served' },
  { path: '/2010-04-01/Accounts/{AccountSid}/OutgoingCallerIds', methods: ['post', 'delete'], why: 'verified numbers are options of the emulator' },
  { path: '/2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers', why: 'numbers are not bought' },
  { path: '/2010-04-01/Accounts/{AccountSid}/Applications', why: 'calls are told what to do by Url or Twiml' },
  { path: '/2010-04-01/Accounts/{AccountSid}/Messages', why: 'voice only' },
  { path: '/2010-04-01/Accounts/{AccountSid}/Keys.json', why: 'API keys are options of the emulator' },
  { path: '/2010-04-01/Accounts/{AccountSid}/Usage', why: 'the bill is read from the calls, and from the emulator itself' },
  { path: '/v1/DialingPermissions/Countries/{IsoCode}/HighRiskSpecialPrefixes', why: 'high-risk numbers are off as a whole' },
  { path: '/v1/Settings', why: 'there are no subaccounts to inherit permissions' },
  { path: '/v1/Voice', why: 'the older pricing API; version 2 is served' },
  { path: '/v2/PhoneNumbers', why: 'numbers are judged by libphonenumber in the application, not by Lookup' },
];
