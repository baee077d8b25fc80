/** Where the page of a join link is; the token follows. */
export const JOIN_PATH = '/join';

/** The address of a join link. @param publicUrl without a trailing slash. */
export function joinUrl(publicUrl: string, token: string): string {
  return `${publicUrl}${JOIN_PATH}/${token}`;
}
