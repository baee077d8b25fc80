import { useEffect } from 'react';
import * as api from '../api.ts';
import { Blocks } from '../blocks/blocks.tsx';
import { useDesk } from '../desk/desk.ts';
import { useViewSurface } from './use-surface.ts';

/** The app's Home tab, as it was last published for whoever looks; opening it tells the app, as in Slack. */
export function Home() {
  const { who, tryTo, screen } = useDesk();
  useEffect(() => void tryTo(() => api.does(who, 'home')), [who, tryTo]);
  const home = screen?.home;
  return (
    <div className="home" tabIndex={0} role="region" aria-label="Home of Conference">
      {home === undefined ? <p className="empty">The app has not shown anything here yet.</p> : <Published key={home.id} view={home} />}
    </div>
  );
}

function Published({ view }: { readonly view: NonNullable<NonNullable<ReturnType<typeof useDesk>['screen']>['home']> }) {
  const surface = useViewSurface(view, {}, () => undefined);
  return <Blocks blocks={view.blocks} surface={surface} />;
}
