import { useCallback, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import type { AppState } from '../app-process/app-process.ts';
import type { LoggedRequest } from '../page-server/logged-request.ts';
import * as api from './api.ts';
import { DeskContext, type Desk } from './desk/desk.ts';
import { FaultPanel } from './desk/fault-panel.tsx';
import { Notices, useNotices } from './desk/notices.tsx';
import { PartTabs, type Part } from './desk/part-tabs.tsx';
import { TopBar } from './desk/top-bar.tsx';
import { useFeed } from './desk/use-feed.ts';
import { useLook } from './desk/use-look.ts';
import { useStored } from './desk/use-stored.ts';
import { useTheme } from './desk/use-theme.ts';
import { RequestLog } from './log/request-log.tsx';
import { PhonesPanel } from './phones/phones-panel.tsx';
import { useVoice } from './phones/use-voice.ts';
import { SlackPanel } from './slack/slack-panel.tsx';
import type { Open } from './slack/sidebar.tsx';

const KEPT_REQUESTS = 500;
const GENERAL: Open = { kind: 'conversation', id: 'general' };

/** The whole page: Slack on the left, the phones on the right, what goes over the wire below. */
export function App() {
  const { theme, toggle } = useTheme();
  const { notices, say, dismiss } = useNotices();
  const [muted, setMuted] = useStored<'on' | 'off'>('mute', 'off', ['on', 'off']);
  const [who, setWho] = useState('ina');
  const [open, setOpen] = useState<Open>(GENERAL);
  const [thread, setThread] = useState<string>();
  const [part, setPart] = useState<Part>('slack');
  const [faultsOpen, setFaultsOpen] = useState(false);
  const [app, setApp] = useState<AppState>('starting');
  const [requests, setRequests] = useState<readonly LoggedRequest[]>([]);

  const tell = useCallback((error: unknown) => say(error instanceof Error ? error.message : String(error)), [say]);
  const channel = open.kind === 'conversation' ? open.id : 'general';
  const [known] = useLook('cast', async () => ({ cast: await api.cast(), team: await api.team() }), tell);
  const [screen, lookAtSlack] = useLook(`${who} ${channel} ${thread ?? ''}`, () => api.screen(who, channel, thread), tell);
  const [wall, lookAtPhones] = useLook('phones', async () => ({ phones: await api.phones(), rooms: await api.rooms() }), tell);
  const [faults, lookAtFaults] = useLook('faults', api.faults, tell);
  useVoice(wall?.phones, muted === 'on');

  const connected = useFeed({
    hello: (hello) => {
      setApp(hello.app);
      setRequests(hello.requests);
      // A fresh start: what one looked at is gone, the app's direct message and its Home tab too. At once, so that the looks below are at what there is.
      if (hello.requests.length === 0) flushSync(() => {
        setOpen(GENERAL);
        setThread(undefined);
      });
      for (const look of [lookAtSlack, lookAtPhones, lookAtFaults]) look();
    },
    slack: lookAtSlack,
    twilio: lookAtPhones,
    request: (request) => setRequests((before) => [...before, request].slice(-KEPT_REQUESTS)),
    app: setApp,
  });

  const tryTo = useCallback<Desk['tryTo']>(async (doing) => {
    try {
      return await doing();
    } catch (error) {
      tell(error);
      return undefined;
    } finally {
      lookAtSlack();
    }
  }, [tell, lookAtSlack]);
  const desk = useMemo(() => (known === undefined ? undefined : { ...known, theme, who, screen, tryTo, say }), [known, theme, who, screen, tryTo, say]);
  if (desk === undefined) return <p className="opening">Opening the sandbox …</p>;

  const act = (as: string): void => {
    setWho(as);
    setOpen(open.kind === 'home' ? open : GENERAL);
    setThread(undefined);
  };
  const broken = faults === undefined ? 0 : Object.values(faults).reduce((sum, rules: readonly unknown[]) => sum + rules.length, 0);
  return (
    <DeskContext value={desk}>
      <div className={`page part-${part}`}>
        <TopBar app={app} connected={connected} muted={muted === 'on'} broken={broken} faultsOpen={faultsOpen} onWho={act} onTheme={toggle}
          onMuted={(on) => setMuted(on ? 'on' : 'off')} onFaults={() => setFaultsOpen(!faultsOpen)} />
        <div id="faults" hidden={!faultsOpen}>{faultsOpen && <FaultPanel faults={faults} app={app} onChange={lookAtFaults} />}</div>
        <main>
          <SlackPanel open={open} thread={thread} onOpen={(next) => {
            setOpen(next);
            setThread(undefined);
          }} onThread={setThread} />
          <PhonesPanel phones={wall?.phones ?? []} rooms={wall?.rooms ?? []} onDone={lookAtPhones} />
          <RequestLog requests={requests} />
        </main>
        <PartTabs part={part} ringing={wall?.phones.filter(({ state }) => state === 'ringing').length ?? 0} onPart={setPart} />
        <Notices notices={notices} onDismiss={dismiss} />
      </div>
    </DeskContext>
  );
}
