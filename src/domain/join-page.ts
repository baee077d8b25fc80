/** In the place of a Slack user's id: whoever came in by the page of a join link, which asks nobody who they are. */
export const JOIN_PAGE = 'join-page';
