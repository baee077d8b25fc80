export type Part = 'slack' | 'phones' | 'log';

const PARTS: readonly { readonly part: Part; readonly label: string; readonly sign: string }[] = [
  { part: 'slack', label: 'Slack', sign: '#' }, { part: 'phones', label: 'Phones', sign: '☎' }, { part: 'log', label: 'Requests', sign: '⇄' },
];

/** On a narrow screen one part is shown at a time; on a wide one these are not there. */
export function PartTabs({ part, ringing, onPart }: { readonly part: Part; readonly ringing: number; readonly onPart: (part: Part) => void }) {
  return (
    <nav className="part-tabs" aria-label="Parts of the page">
      {PARTS.map((one) => (
        <button key={one.part} type="button" {...(one.part === part ? { 'aria-current': 'page' as const } : {})} onClick={() => onPart(one.part)}>
          <span aria-hidden="true">{one.sign}</span> {one.label}{one.part === 'phones' && ringing > 0 && <span className="count">{ringing} ringing</span>}
        </button>
      ))}
    </nav>
  );
}
