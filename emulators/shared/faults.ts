import type { NextFunction, Request, Response } from 'express';

/**
 * What goes wrong on a request to an emulator. `status`, `rate-limit` and `reset` happen before anything is done; `lost-answer` does
 * the work and then breaks the connection instead of answering; `hang` never answers (`afterEffect`: once the work is done).
 */
export type Fault =
  | { readonly kind: 'status'; readonly status: number; readonly body?: unknown }
  | { readonly kind: 'rate-limit'; readonly retryAfterSeconds: number }
  | { readonly kind: 'reset' }
  | { readonly kind: 'hang'; readonly afterEffect?: boolean }
  | { readonly kind: 'lost-answer' }
  | { readonly kind: 'slow'; readonly ms: number };

/** A fault with the requests it strikes. */
export interface FaultRule {
  /** Substring of the path, for example `/Calls.json` or `chat.postMessage`. */
  readonly path: string;
  readonly method?: string;
  /** Substring the raw body must hold, for example a channel id. */
  readonly body?: string;
  /** How many matching requests it strikes; unlimited when absent. */
  readonly times?: number;
  /** How many matching requests pass before it strikes. */
  readonly after?: number;
  readonly fault: Fault;
}

interface PlantedRule extends FaultRule {
  seen: number;
  struck: number;
}

/** The faults planted on one emulator, in the order they were planted; the first that matches strikes. */
export class Faults {
  #rules: PlantedRule[] = [];

  /** Plants a fault; returns the way to take it out again. */
  plant(rule: FaultRule): () => void {
    const planted: PlantedRule = { ...rule, seen: 0, struck: 0 };
    this.#rules.push(planted);
    return () => {
      this.#rules = this.#rules.filter((other) => other !== planted);
    };
  }

  /** What is planted, in order; a rule that has struck as often as it may is left out. */
  get rules(): FaultRule[] {
    return this.#rules.filter(({ times, struck }) => times === undefined || struck < times).map(({ seen: _seen, struck: _struck, ...rule }) => rule);
  }

  clear(): void {
    this.#rules = [];
  }

  /** The fault that strikes this request, counted as struck; undefined when none does. */
  strike(request: { readonly method: string; readonly path: string; readonly body: string }): Fault | undefined {
    for (const rule of this.#rules) {
      if (!request.path.includes(rule.path)) continue;
      if (rule.method !== undefined && rule.method !== request.method) continue;
      if (rule.body !== undefined && !request.body.includes(rule.body)) continue;
      rule.seen += 1;
      if (rule.seen <= (rule.after ?? 0)) continue;
      if (rule.times !== undefined && rule.struck >= rule.times) continue;
      rule.struck += 1;
      return rule.fault;
    }
    return undefined;
  }
}

/** How a provider words its own errors. */
export interface FaultAnswers {
  status(status: number, body: unknown): unknown;
  rateLimited(response: Response, retryAfterSeconds: number): void;
}

/**
 * Express middleware that carries the faults out. It must stand behind the body parsers (a rule may look into the body) and before
 * the routes. A struck answer is marked in `response.locals.fault` for the journal.
 */
export function faultMiddleware(faults: Faults, answers: FaultAnswers) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const raw: unknown = request.body;
    const fault = faults.strike({ method: request.method, path: request.originalUrl, body: raw === undefined ? '' : JSON.stringify(raw) });
    if (fault === undefined) return next();
    response.locals['fault'] = fault.kind;
    switch (fault.kind) {
      case 'status':
        response.status(fault.status).json(answers.status(fault.status, fault.body));
        return;
      case 'rate-limit':
        answers.rateLimited(response, fault.retryAfterSeconds);
        return;
      case 'reset':
        request.socket.destroy();
        return;
      case 'hang':
        if (fault.afterEffect !== true) return;
        silence(response, () => undefined);
        return next();
      case 'lost-answer':
        silence(response, () => request.socket.destroy());
        return next();
      case 'slow':
        setTimeout(next, fault.ms);
    }
  };
}

/** Replaces the answer by `instead`, after the route did its work. */
function silence(response: Response, instead: () => void): void {
  response.end = ((): Response => {
    instead();
    return response;
  }) as Response['end'];
}
