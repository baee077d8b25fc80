/** A log that never holds a number, a token or a secret: its implementation masks. */
export interface Log {
  info(facts: Readonly<Record<string, unknown>>, message: string): void;
  warn(facts: Readonly<Record<string, unknown>>, message: string): void;
  error(facts: Readonly<Record<string, unknown>>, message: string): void;
}

/** What is worked on, by its ids. */
export interface LogSubject {
  readonly conferenceId?: string;
  readonly callId?: string;
}

/** Does some work, all of whose log lines name what it is about, those of the libraries it uses too. */
export type About = <Result>(subject: LogSubject, work: () => Result) => Result;
