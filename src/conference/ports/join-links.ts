/** Links by which whoever has one can have their phone rung into a conference, from any browser. */
export interface JoinLinks {
  /** Makes one; those made before stay good. @returns its token, 256 random bits as text, which is stored nowhere. */
  make(conference: { readonly id: string; readonly teamId: string }): Promise<string>;
  /** The conference of a token; null when there is none. Whether it goes on is another question. */
  conferenceOf(token: string): Promise<string | null>;
}
