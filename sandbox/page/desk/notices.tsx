import { useCallback, useRef, useState } from 'react';

interface Notice {
  readonly id: number;
  readonly words: string;
}

/** Long enough to read two sentences. */
const SHOWN_MS = 8_000;

/** Short words at the edge of the page about what could not be done. */
export function useNotices(): { readonly notices: readonly Notice[]; readonly say: (words: string) => void; readonly dismiss: (id: number) => void } {
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const next = useRef(1);
  const dismiss = useCallback((id: number) => setNotices((before) => before.filter((notice) => notice.id !== id)), []);
  const say = useCallback((words: string) => {
    const id = next.current++;
    setNotices((before) => [...before.filter((notice) => notice.words !== words), { id, words }].slice(-3));
    setTimeout(() => dismiss(id), SHOWN_MS);
  }, [dismiss]);
  return { notices, say, dismiss };
}

export function Notices({ notices, onDismiss }: { readonly notices: readonly Notice[]; readonly onDismiss: (id: number) => void }) {
  return (
    <div className="notices" role="status">
      {notices.map(({ id, words }) => <p key={id}>{words}<button type="button" className="button button-quiet" aria-label="Dismiss" onClick={() => onDismiss(id)}>×</button></p>)}
    </div>
  );
}
