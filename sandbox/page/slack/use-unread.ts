import { useEffect, useRef, useState } from 'react';
import type { ListedConversation } from '../../../emulators/slack/control/screen.ts';

/**
 * Which conversations hold something new. What was there when the page was opened counts as read, and so does what one has open.
 * @param who one acts as: everybody reads for themselves.
 */
export function useUnread(who: string, conversations: readonly ListedConversation[], open: string | undefined): ReadonlySet<string> {
  const openedAt = useRef(Date.now() / 1000);
  const [read, setRead] = useState<Readonly<Record<string, string>>>({});
  const key = (id: string): string => `${who} ${id}`;
  const latest = conversations.find(({ id }) => id === open)?.latest ?? '';
  useEffect(() => {
    if (open !== undefined && latest !== '') setRead((before) => ({ ...before, [`${who} ${open}`]: latest }));
  }, [who, open, latest]);
  return new Set(conversations.filter(({ id, latest: newest }) => id !== open && Number(newest) > Number(read[key(id)] ?? openedAt.current)).map(({ id }) => id));
}
