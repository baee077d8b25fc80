import type { Behaviour } from '../../../emulators/twilio/phones/behaviour.ts';

type Does = Behaviour['does'];

const PLANS: readonly { readonly does: Does; readonly label: string }[] = [
  { does: 'answer', label: 'answers' }, { does: 'busy', label: 'is busy' }, { does: 'decline', label: 'declines' }, { does: 'no-answer', label: 'lets it ring' },
  { does: 'voicemail', label: 'voicemail picks up' }, { does: 'fax', label: 'a fax picks up' }, { does: 'unreachable', label: 'cannot be reached' },
];

/** What a quiet phone will do when it is called: for stories with more phones than hands. */
export function PlanSelect({ name, plan, onPlan }: { readonly name: string; readonly plan: readonly Behaviour[]; readonly onPlan: (plan: Behaviour[]) => void }) {
  return (
    <label className="plan">
      <span>When called,</span>
      <select className="field" aria-label={`When called, ${name}`} value={plan[0]?.does ?? ''} onChange={(event) => onPlan(PLANS.filter(({ does }) => does === event.target.value).map(({ does }) => ({ does })))}>
        <option value="">waits for you</option>
        {PLANS.map(({ does, label }) => <option key={does} value={does}>{label}</option>)}
      </select>
    </label>
  );
}
