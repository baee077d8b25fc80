import { useState } from 'react';
import type { LoggedRequest } from '../../page-server/logged-request.ts';
import { EVERYTHING, filtered, isTrouble, type LogFilter } from './filter.ts';

/** Every request between app, Slack and Twilio, the newest first, with body, answer and how long it took. */
export function RequestLog({ requests }: { readonly requests: readonly LoggedRequest[] }) {
  const [filter, setFilter] = useState<LogFilter>(EVERYTHING);
  const shown = filtered(requests, filter);
  const [news, setNews] = useState('');
  const set = (change: Partial<LogFilter>): void => {
    const next = { ...filter, ...change };
    setFilter(next);
    setNews(`${filtered(requests, next).length} of ${requests.length} requests are shown.`);
  };
  return (
    <section className="log" aria-label="Requests">
      <header className="pane-header">
        <h2>Requests</h2>
        <div className="log-filters">
          <select className="field" aria-label="Between the app and" value={filter.provider} onChange={(event) => set({ provider: event.target.value as LogFilter['provider'] })}>
            <option value="all">Slack and Twilio</option><option>Slack</option><option>Twilio</option>
          </select>
          <select className="field" aria-label="Direction" value={filter.direction} onChange={(event) => set({ direction: event.target.value as LogFilter['direction'] })}>
            <option value="all">both ways</option><option>to the app</option><option>from the app</option>
          </select>
          <label className="choice"><input type="checkbox" checked={filter.trouble} onChange={(event) => set({ trouble: event.target.checked })} /><span>only trouble</span></label>
          <input className="field" type="search" aria-label="Words in a request" placeholder="Words in it" value={filter.words} onChange={(event) => set({ words: event.target.value })} />
          <span className="log-count">{shown.length} of {requests.length}</span>
          {/* Said when one filters, and only then: a call makes dozens of requests, and a screen reader would read a count for each. */}
          <span className="visually-hidden" role="status">{news}</span>
        </div>
      </header>
      <div className="log-rows" role="region" aria-label="Requests, the newest first" tabIndex={0}>
        {shown.map((request) => <Row key={request.id} request={request} />)}
        {shown.length === 0 && <p className="empty">{requests.length === 0 ? 'Nothing was asked yet.' : 'No request is like that.'}</p>}
      </div>
    </section>
  );
}

function Row({ request }: { readonly request: LoggedRequest }) {
  const { at, from, to, what, status, tookMs, fault } = request;
  const [open, setOpen] = useState(false);
  return (
    <details className={`row ${isTrouble(request) ? 'row-trouble' : ''}`} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <time dateTime={new Date(at).toISOString()}>{clock(at)}</time>
        <span className={`row-way row-${from === 'App' ? to : from}`}>{from} <span aria-label="to">→</span> {to}</span>
        <span className="row-what">{fault !== undefined && <span className="mark">{fault}</span>}{what}</span>
        <span className="row-status">{status ?? 'no answer'}</span>
        <span className="row-took">{tookMs === undefined ? '' : `${tookMs < 10 ? tookMs.toFixed(1) : Math.round(tookMs)} ms`}</span>
      </summary>
      {open && (
        <div className="row-bodies">
          <Body title="Asked" body={request.request} />
          <Body title="Answered" body={request.response} />
        </div>
      )}
    </details>
  );
}

function Body({ title, body }: { readonly title: string; readonly body: unknown }) {
  return (
    <div>
      <h3>{title}</h3>
      <pre tabIndex={0} aria-label={title}>{body === undefined || body === '' || body === null ? '—' : typeof body === 'string' ? body : JSON.stringify(body, null, 2)}</pre>
    </div>
  );
}

function clock(at: number): string {
  const date = new Date(at);
  return `${date.toLocaleTimeString([], { hour12: false })}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}
