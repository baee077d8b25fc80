export { dropTemplate as default } from './templates.ts';
