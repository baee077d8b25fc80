// Ends with 0 when the app answers on PORT, with 1 when it does not: for Docker, whose slim images have no curl.
const port = process.env.PORT ?? '5000';
const alive = await fetch(`http://127.0.0.1:${port}/health`, { signal: AbortSignal.timeout(4_000) }).then(({ ok }) => ok, () => false);
process.exitCode = alive ? 0 : 1;
