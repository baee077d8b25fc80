import type { ShownMetrics } from './metrics.ts';
import { metricsRouter } from './metrics.ts';
import type { HttpServer } from './server.ts';
import { createHttpServer } from './server.ts';

/** Where `/metrics` is shown (`METRICS_PORT`), and to whom (`METRICS_TOKEN`); nowhere with neither. */
export interface MetricsPlace {
  readonly port: number | undefined;
  readonly token: string | undefined;
}

/** Whether the settings want `/metrics` anywhere. */
export function metricsAreShown({ port, token }: MetricsPlace): boolean {
  return port !== undefined || token !== undefined;
}

/** Puts `/metrics` where the settings want it. @returns the server it has to itself, if it has one. */
export function serveMetrics(place: MetricsPlace, main: HttpServer, shown: ShownMetrics): HttpServer | undefined {
  if (!metricsAreShown(place)) return undefined;
  const own = place.port === undefined ? undefined : createHttpServer();
  (own ?? main).express.use(metricsRouter(shown, place.token));
  return own;
}
