/** The way imports point (ARCHITECTURE.md). Each rule says what would be lost without it. */
const outside = (...allowed) => `^(?!(${allowed.join('|')})/)(src|emulators|sandbox|test|bench)/`;

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no-circles', severity: 'error', comment: 'What goes in circles cannot be understood piece by piece.', from: {}, to: { circular: true } },
    {
      name: 'domain-is-pure', severity: 'error', comment: 'The heart does no I/O: it may import itself and libphonenumber.',
      from: { path: '^src/domain/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: ['^src/domain/', 'node_modules/libphonenumber-js/'] },
    },
    {
      name: 'use-cases-know-no-provider', severity: 'error', comment: 'Use cases speak through ports, so that any provider can stand behind them.',
      from: { path: '^src/conference/', pathNot: '\\.test\\.ts$' },
      to: { path: outside('src/domain', 'src/conference') },
    },
    {
      name: 'use-cases-need-no-library', severity: 'error', comment: 'What a use case needs from a library belongs behind a port.',
      from: { path: '^src/conference/', pathNot: '\\.test\\.ts$' },
      to: { path: 'node_modules', pathNot: 'node_modules/libphonenumber-js/' },
    },
    { name: 'slack-and-twilio-never-meet', severity: 'error', comment: 'Either can be replaced without reading the other.', from: { path: '^src/slack/' }, to: { path: '^src/twilio/' } },
    { name: 'twilio-and-slack-never-meet', severity: 'error', comment: 'Either can be replaced without reading the other.', from: { path: '^src/twilio/' }, to: { path: '^src/slack/' } },
    { name: 'doctor-asks-through-ports', severity: 'error', comment: 'A check that knows a provider or the database cannot be tried without them.', from: { path: '^src/doctor/' }, to: { path: outside('src/domain', 'src/conference', 'src/config', 'src/doctor'), pathNot: '^src/node-version\\.mjs$' } },
    { name: 'join-page-knows-no-provider', severity: 'error', comment: 'A page of our own: what it needs it gets from the use cases.', from: { path: '^src/join/' }, to: { path: outside('src/domain', 'src/conference', 'src/join') } },
    { name: 'metrics-know-no-provider', severity: 'error', comment: 'They count what the ports tell of.', from: { path: '^src/metrics/', pathNot: '\\.test\\.ts$' }, to: { path: outside('src/domain', 'src/conference', 'src/metrics') } },
    { name: 'prom-client-only-in-metrics', severity: 'error', comment: 'What is counted is decided in one place.', from: { path: '^src/', pathNot: '^src/metrics/' }, to: { path: 'node_modules/prom-client/' } },
    {
      name: 'prisma-only-in-persistence', severity: 'error', comment: 'Tables change in one place.',
      from: { path: '^src/', pathNot: '^src/(persistence|generated)/' }, to: { path: '(^src/generated/|node_modules/(\\.prisma|@prisma)/)' },
    },
    {
      name: 'only-the-root-puts-together', severity: 'error', comment: 'One composition root; nobody else reaches across.',
      from: { path: '^src/(slack|twilio|join|persistence|http|logging|metrics)/', pathNot: '\\.test\\.ts$' }, to: { path: '^src/(app|main|jobs|config)' },
    },
    { name: 'app-never-sees-emulators', severity: 'error', comment: 'They meet over HTTP alone: a shared bug would be invisible.', from: { path: '^src/' }, to: { path: '^(emulators|sandbox|test|bench)/' } },
    { name: 'emulators-never-see-app', severity: 'error', comment: 'They meet over HTTP alone: a shared bug would be invisible.', from: { path: '^emulators/' }, to: { path: '^(src|sandbox|test|bench)/', pathNot: '^test/support/shared-data' } },
    {
      name: 'emulators-need-no-sdk', severity: 'error', comment: 'An emulator built on the SDK it is to test would agree with it on everything.',
      from: { path: '^emulators/', pathNot: '\\.test\\.ts$' }, to: { path: 'node_modules/(twilio|@slack)/' },
    },
    { name: 'nothing-imports-tests', severity: 'error', comment: 'What tests need is in test/support.', from: { pathNot: '^test/' }, to: { path: '^test/', pathNot: '^test/support/' } },
    { name: 'production-dependencies', severity: 'error', comment: 'The app runs without devDependencies.', from: { path: '^(src|sandbox|emulators)/', pathNot: ['\\.test\\.ts$', '^sandbox/page(-build)?/'] }, to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] } },
    { name: 'resolvable', severity: 'error', comment: 'An import that leads nowhere fails at run time.', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/generated/prisma/internal' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'], extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.d.ts'] },
  },
};
