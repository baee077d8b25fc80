import { randomBytes } from 'node:crypto';
import type { Environment, VariableName } from '../config/env.ts';
import { VARIABLES } from '../config/env.ts';
import type { Variable } from '../config/variable.ts';
import { isSet } from '../config/read-variables.ts';
import type { Finding } from '../domain/finding.ts';
import type { EnvStore } from './env-store.ts';
import type { Question } from './questions.ts';
import { QUESTIONS } from './questions.ts';
import type { Terminal } from './terminal.ts';

/** What set-up works with. */
export interface SetupTools {
  readonly terminal: Terminal;
  readonly store: EnvStore;
  /** What some checks of the doctor say of these settings. */
  readonly examine: (environment: Environment, checks: readonly string[]) => Promise<readonly Finding[]>;
  /** The link that creates the Slack app for an address. */
  readonly slackLink: (apiUrl: string) => string;
}

const KEY_BYTES = 32;

/**
 * Asks for the settings that are missing or wrong, checks each answer where Slack and Twilio can be asked, and keeps it at once. No answer is ever shown again.
 * @param found the settings there are.
 * @returns the settings there are now; null when whoever answers left before the end.
 */
export async function setUp(found: Environment, tools: SetupTools): Promise<Environment | null> {
  let environment = found;
  const { terminal } = tools;
  for (const question of QUESTIONS) {
    if (!isAsked(question, environment)) continue;
    if (question.name === 'SLACK_BOT_TOKEN') sayHowToCreateTheApp(environment, tools);
    const answered = await askUntilRight(question, environment, tools);
    if (answered === null) return null;
    environment = answered;
  }
  if (!isGood('ENCRYPTION_KEY', environment)) {
    environment = await keep('ENCRYPTION_KEY', randomBytes(KEY_BYTES).toString('base64'), environment, tools);
    terminal.say('ENCRYPTION_KEY was made, and stands in .env. Keep a copy of it elsewhere: without it the numbers in the database are lost.');
  }
  return environment;
}

function isAsked({ name }: Question, environment: Environment): boolean {
  if (name === 'NGROK_AUTHTOKEN') return !isSet(environment, 'API_URL') && !isGood(name, environment);
  if (name === 'API_URL') return !isGood(name, environment) && !isSet(environment, 'NGROK_AUTHTOKEN');
  return !isGood(name, environment);
}

/** Set, and of the right form. */
function isGood(name: VariableName, environment: Environment): boolean {
  return isSet(environment, name) && variableOf(name).schema.safeParse(environment[name]?.trim()).success;
}

function variableOf(name: VariableName): Variable {
  return VARIABLES[name];
}

function sayHowToCreateTheApp({ API_URL: apiUrl }: Environment, { terminal, slackLink }: SetupTools): void {
  if (apiUrl?.startsWith('https://') === true) terminal.say(`\nIf you have no Slack app yet, this link creates it, with everything filled in (then "Install to Workspace"):\n${slackLink(apiUrl.replace(/\/+$/u, ''))}`);
  else terminal.say('\nIf you have no Slack app yet: `npm run manifest -- https://your-host` prints the link that creates it.');
}

async function askUntilRight(question: Question, before: Environment, tools: SetupTools): Promise<Environment | null> {
  const { name, checks, note, mayBeEmpty } = question;
  const { terminal } = tools;
  const { doc, schema, secret } = variableOf(name);
  let rejected = '';
  terminal.say(`\n${name}\n${doc}${note === undefined ? '' : ` ${note}`}`);
  for (;;) {
    const answer = await terminal.ask(`${name}:`, secret);
    if (answer === null) return null;
    if (answer === '') {
      if (mayBeEmpty === true) return before;
      continue;
    }
    const read = schema.safeParse(answer);
    if (!read.success) {
      terminal.say(`${name} ${read.error.issues[0]?.message ?? 'is not valid'}.`);
      continue;
    }
    const environment = { ...before, [name]: answer };
    const findings = checks.length === 0 ? [] : await tools.examine(environment, checks);
    for (const finding of findings) terminal.say(wordsFor(finding));
    if (answer === rejected || !findings.some(({ verdict }) => verdict === 'failure')) return keep(name, answer, before, tools);
    rejected = answer;
    if (question.with === undefined) terminal.say('Answer the same once more to keep it all the same.');
    const other = await askOther(question, before, tools);
    if (other === null) return null;
    if (other !== before) return askUntilRight(question, other, tools);
  }
}

/** Both are asked again: which of the two is wrong nobody can say. */
async function askOther({ with: other }: Question, before: Environment, tools: SetupTools): Promise<Environment | null> {
  const question = QUESTIONS.find(({ name }) => name === other);
  return question === undefined ? before : askUntilRight(question, before, tools);
}

async function keep(name: VariableName, value: string, environment: Environment, { store }: SetupTools): Promise<Environment> {
  await store.keep(name, value);
  return { ...environment, [name]: value };
}

function wordsFor({ verdict, found, mend }: Finding): string {
  if (verdict === 'skipped') return found;
  const mark = { ok: 'Right', warning: 'It works, but', failure: 'No' }[verdict];
  return `${mark}: ${found}${mend === null ? '' : ` ${mend}`}`;
}
