import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import 'slack-blocks-to-jsx/dist/style.css';
import './style/base.css';
import './style/frame.css';
import './style/slack.css';
import './style/blocks.css';
import './style/phones.css';
import './style/log.css';

const root = document.querySelector('#page');
if (root === null) throw new Error('The page has no place to be shown in.');
createRoot(root).render(<StrictMode><App /></StrictMode>);
