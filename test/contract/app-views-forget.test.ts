import { erasingView, forgetView } from '../../src/slack/forget/views.ts';
import { judgedByBlockKit } from '../support/block-kit-judge.ts';

/** The views that erase somebody, against Slack's schema. */
const named = [
  { words: 'you', isSelf: true }, { words: 'this person', isSelf: false }, { words: 'whoever has the number +1•••••••99', isSelf: false },
];
const views = named.flatMap((one) => [[`asks about ${one.words}`, forgetView(one, '{}')], [`says that ${one.words} go`, erasingView(one)]] as const);

judgedByBlockKit('modal_view', views, { ...forgetView({ words: 'you', isSelf: true }, '{}'), title: { type: 'plain_text', text: 'x'.repeat(25) } });
