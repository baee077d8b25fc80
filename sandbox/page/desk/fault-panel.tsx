import { useId } from 'react';
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
  const turn = async (fault: (typeof FAULTS)[number], on: boolean): Promise<void> => {
    if (faults === undefined) return;
    await tryTo(() => {
      // Each kind apart, so that the compiler knows which rules go with it.
      if (fault.kind === 'slack') return api.setFaults('slack', toggled<'slack'>(faults.slack, fault.rule, on));
      if (fault.kind === 'twilio') return api.setFaults('twilio', toggled<'twilio'>(faults.twilio, fault.rule, on));
      return api.setFaults('callbacks', toggled<'callbacks'>(faults.callbacks, fault.rule, on));
    });
    onChange();
  };
  return (
    <section className="faults" aria-labelledby={id}>
      <h2 id={id}>Break something</h2>
      <ul>
        {FAULTS.map((fault, index) => (
          <li key={fault.name}>
            <label className="switch">
              <input type="checkbox" role="switch" checked={faults !== undefined && isPlanted(faults, fault)} aria-describedby={`${id}-${index}`} onChange={(event) => void turn(fault, event.target.checked)} />
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
