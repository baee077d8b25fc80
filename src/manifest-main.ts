import { parseArgs } from 'node:util';
import { readEnvironment } from './config/load.ts';
import { readEach } from './config/read-variables.ts';
import { VARIABLES } from './config/env.ts';
import { manifestFor } from './slack/manifest.ts';

const USAGE = `The manifest of the Slack app, with the addresses filled in, and the link that creates the app from it.

  npm run manifest -- https://conference.example.com
  npm run manifest                                      with API_URL
`;

/** The operator's edge of the process: prints, and ends. @returns the exit code. */
function main(): number {
  const { positionals: [given] } = parseArgs({ allowPositionals: true });
  const address = given ?? readEach(readEnvironment()).values.API_URL;
  if (address === undefined) return complain(USAGE);
  const read = VARIABLES.API_URL.schema.safeParse(address);
  // Slack takes no other (docs reference/app-manifest): the manifest would be refused only after all else was filled in.
  if (!read.success || !read.data.startsWith('https://')) return complain('The address must be the public one of this app, and start with https://. docs/tunnels.md says how your own machine gets one.\n');
  const { yaml, link } = manifestFor(read.data);
  // As a comment, so that all of it can be pasted.
  process.stdout.write(`${yaml}\n# This link opens Slack with all of it filled in; choose the workspace, then "Next" and "Create", then "Install to Workspace":\n# ${link}\n# Once the app runs there: "Event Subscriptions" > "Retry", until it says Verified.\n`);
  return 0;
}

function complain(text: string): number {
  process.stderr.write(text);
  return 1;
}

process.exitCode = main();
