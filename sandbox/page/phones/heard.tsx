import { useEffect, useRef } from 'react';
import type { WallPhone } from './phone-of.ts';

type Line = NonNullable<WallPhone['call']>['heard'][number];

const SOUNDS: Readonly<Record<string, string>> = { music: '♪ music while waiting', beep: '· a beep', play: '♪ music' };

/** What was heard on the phone in its current or last call, the newest below. */
export function Heard({ call }: { readonly call: NonNullable<WallPhone['call']> }) {
  const box = useRef<HTMLOListElement>(null);
  const count = call.heard.length;
  useEffect(() => {
    box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [count]);
  if (count === 0) return null;
  return (
    <ol ref={box} className="heard" aria-label="Heard on this phone" tabIndex={0}>
      {together(call.heard).map((line) => <li key={line.key} className={`heard-${line.kind}`}>{line.words}</li>)}
    </ol>
  );
}

interface Told {
  readonly key: number;
  readonly kind: Line['kind'];
  readonly words: string;
}

/** Music that goes on is told once. */
function together(heard: readonly Line[]): Told[] {
  return heard.flatMap((line, key) => {
    if (heard[key - 1]?.kind === line.kind && line.kind in SOUNDS) return [];
    return [{ key, kind: line.kind, words: SOUNDS[line.kind] ?? (line.kind === 'digits' ? `Tones: ${line.text}` : `“${line.text}”`) }];
  });
}
