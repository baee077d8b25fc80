import { useEffect, useId, useRef, useState } from 'react';
import type { AppState } from '../../app-process/app-process.ts';
import * as api from '../api.ts';
import { useDesk } from './desk.ts';
import { FAULTS, isPlanted, toggled } from './faults.ts';

export interface FaultPanelProps {
  readonly faults: api.PlantedFaults | undefined;
  readonly app: AppState;
  readonly onChange: () => void;
}

/** Switches for what goes wrong in real life, and for the app itself. */
export function FaultPanel({ faults, app, onChange }: FaultPanelProps) {
  const { tryTo } = useDesk();
  const id = useId();
  // A switch moves when it is touched, and stands where the emulators say once they have answered all that was asked.
  const [touched, setTouched] = useState<Readonly<Record<string, boolean>>>({});
  const waiting = useRef({ turns: 0, last: Promise.resolve() });
  useEffect(() => {
    if (waiting.current.turns === 0) setTouched({});
  }, [faults]);
  const turn = (fault: (typeof FAULTS)[number], on: boolean): void => {
    setTouched((before) => ({ ...before, [fault.name]: on }));
    waiting.current.turns += 1;
    // One after another: each takes out all and plants what is to stay, so two at once would lose one.
    waiting.current.last = waiting.current.last.then(async () => {
      await tryTo(() => plant(fault, on));
      waiting.current.turns -= 1;
      onChange();
    });
  };
  return (
    <section className="faults" aria-labelledby={id}>
      <h2 id={id}>Break something</h2>
      <ul>
        {FAULTS.map((fault, index) => (
          <li key={fault.name}>
            <label className="switch">
              <input type="checkbox" role="switch" checked={touched[fault.name] ?? (faults !== undefined && isPlanted(faults, fault))} aria-describedby={`${id}-${index}`} onChange={(event) => turn(fault, event.target.checked)} />
              <span>{fault.name}</span>
            </label>
            <small id={`${id}-${index}`}>{fault.doc}</small>
          </li>
        ))}
      </ul>
      <div className="faults-app">
        <p>The app {app === 'running' ? 'runs' : app === 'starting' ? 'starts …' : 'is dead'}. Slack and the phones go on without it.</p>
        <button type="button" className="button button-danger" disabled={app !== 'running'} onClick={() => void tryTo(() => api.appDoes('kill'))}>Kill the app</button>
        <button type="button" className="button" disabled={app !== 'stopped'} onClick={() => void tryTo(() => api.appDoes('start'))}>Start it again</button>
        <button type="button" className="button" disabled={app !== 'running'} onClick={() => void tryTo(() => api.appDoes('restart'))}>Kill and restart</button>
      </div>
    </section>
  );
}

/** Plants a fault beside those there are, or takes it out from among them. Each kind apart, so that the compiler knows which rules go with it. */
async function plant(fault: (typeof FAULTS)[number], on: boolean): Promise<void> {
  const now = await api.faults();
  if (fault.kind === 'slack') await api.setFaults('slack', toggled<'slack'>(now.slack, fault.rule, on));
  else if (fault.kind === 'twilio') await api.setFaults('twilio', toggled<'twilio'>(now.twilio, fault.rule, on));
  else await api.setFaults('callbacks', toggled<'callbacks'>(now.callbacks, fault.rule, on));
}
