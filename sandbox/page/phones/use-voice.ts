import { useEffect, useRef } from 'react';
import type { PhoneView } from '../api.ts';

/** Reads aloud what is newly heard on any phone, with the browser's own voice; what was heard before the page was opened is left in peace. */
export function useVoice(phones: readonly PhoneView[] | undefined, muted: boolean): void {
  const told = useRef<Map<string, number>>(undefined);
  useEffect(() => {
    if (muted) window.speechSynthesis?.cancel();
  }, [muted]);
  useEffect(() => {
    if (phones === undefined) return;
    const isFirst = told.current === undefined;
    const before = told.current ?? new Map<string, number>();
    told.current = new Map(phones.flatMap(({ calls }) => calls.map(({ callSid, heard }) => [callSid, heard.length] as const)));
    if (isFirst || muted) return;
    // A sentence everybody in the room hears is said once.
    const fresh = new Set(phones.flatMap(({ calls }) => calls.flatMap(({ callSid, heard }) => heard.slice(before.get(callSid) ?? 0).filter(({ kind }) => kind === 'say' || kind === 'person').map(({ text }) => text))));
    for (const text of fresh) window.speechSynthesis?.speak(new SpeechSynthesisUtterance(text));
  }, [phones, muted]);
}
