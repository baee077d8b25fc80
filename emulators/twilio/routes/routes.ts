import { accountRoutes } from './account.ts';
import type { Route } from './api.ts';
import { callRoutes } from './calls.ts';
import { conferenceRoutes } from './conferences.ts';
import { countryRoutes } from './countries.ts';
import { createParticipant } from './create-participant.ts';
import { diagnosticRoutes } from './diagnostics.ts';
import { participantRoutes } from './participants.ts';

/** Every operation the emulator serves. */
export const ROUTES: readonly Route[] = [
  ...callRoutes,
  ...conferenceRoutes,
  ...participantRoutes,
  createParticipant,
  ...accountRoutes,
  ...diagnosticRoutes,
  ...countryRoutes,
];
