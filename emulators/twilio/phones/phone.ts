import type { Act } from './acts.ts';
import type { AnsweredBy, Behaviour, Does } from './behaviour.ts';

/**
 * The words a test tells a phone's story with. Each waits until it can be done, and fails with what happened instead when that takes
 * too long. They chain: `phone('+1…').rings().answers().hears('Welcome').presses('1').hangsUp()`; awaiting gives the phone itself.
 */
export class Phone {
  readonly number: string;
  readonly #perform: (act: Act) => Promise<unknown>;

  constructor(number: string, perform: (act: Act) => Promise<unknown>) {
    this.number = number;
    this.#perform = perform;
  }

  /** It rings, or will. */
  rings(): Story<this> {
    return this.#tell({ word: 'rings' });
  }

  /** Somebody answers it once it rings. @param as what machine detection takes them for; a person when absent. */
  answers(as: AnsweredBy = 'human'): Story<this> {
    return this.#tell({ word: 'answers', as });
  }

  /** It has heard, or will hear, words that contain `text`: said by Twilio or by another participant. */
  hears(text: string): Story<this> {
    return this.#tell({ word: 'hears', text });
  }

  /** It has heard, or will hear, waiting or hold music. */
  hearsMusic(): Story<this> {
    return this.#tell({ word: 'hears-music' });
  }

  /** It presses digits once something listens for them. */
  presses(digits: string): Story<this> {
    return this.#tell({ word: 'presses', digits });
  }

  /** Its person speaks; everybody in the room who may hear it does. */
  says(text: string): Story<this> {
    return this.#tell({ word: 'says', text });
  }

  hangsUp(): Story<this> {
    return this.#tell({ word: 'hangs-up' });
  }

  /** The line turns out busy once a call comes. */
  isBusy(): Story<this> {
    return this.#tell({ word: 'is-busy' });
  }

  /** It rings and nobody will pick up: time must pass for the call to end. */
  doesNotAnswer(): Story<this> {
    return this.#tell({ word: 'does-not-answer' });
  }

  /** Its person sees the call and rejects it. */
  declines(): Story<this> {
    return this.#tell({ word: 'declines' });
  }

  /** An answering machine picks up. */
  voicemail(greeting?: string): Story<this> {
    return this.#tell({ word: 'voicemail', ...(greeting === undefined ? {} : { greeting }) });
  }

  /** The network cannot reach it. */
  isUnreachable(): Story<this> {
    return this.#tell({ word: 'is-unreachable' });
  }

  /** It calls a number of the account. */
  dials(number: string): Story<this> {
    return this.#tell({ word: 'dials', number });
  }

  /** What it will do with its next calls, one after another; the last intention stays, none at all takes them back. */
  will(...plan: (Does | Behaviour)[]): Story<this> {
    return this.#tell({ word: 'will', plan: plan.map((one) => (typeof one === 'string' ? { does: one } : one)) });
  }

  /** A second call rings too, instead of finding the line busy. */
  hasCallWaiting(): Story<this> {
    return this.#tell({ word: 'has-call-waiting' });
  }

  #tell(act: Act): Story<this> {
    return Story.of(this.#perform(act).then(() => this));
  }
}

/** Phone words told one after another: a promise of the phone that knows its words. */
export class Story<P extends Phone> extends Promise<P> {
  /** What `then` makes is an ordinary promise. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  static of<P extends Phone>(work: Promise<P>): Story<P> {
    return new Story<P>((resolve, reject) => void work.then(resolve, reject));
  }

  rings(): Story<P> {
    return this.#and((phone) => phone.rings());
  }

  answers(as?: AnsweredBy): Story<P> {
    return this.#and((phone) => phone.answers(as));
  }

  hears(text: string): Story<P> {
    return this.#and((phone) => phone.hears(text));
  }

  hearsMusic(): Story<P> {
    return this.#and((phone) => phone.hearsMusic());
  }

  presses(digits: string): Story<P> {
    return this.#and((phone) => phone.presses(digits));
  }

  says(text: string): Story<P> {
    return this.#and((phone) => phone.says(text));
  }

  hangsUp(): Story<P> {
    return this.#and((phone) => phone.hangsUp());
  }

  isBusy(): Story<P> {
    return this.#and((phone) => phone.isBusy());
  }

  doesNotAnswer(): Story<P> {
    return this.#and((phone) => phone.doesNotAnswer());
  }

  declines(): Story<P> {
    return this.#and((phone) => phone.declines());
  }

  voicemail(greeting?: string): Story<P> {
    return this.#and((phone) => phone.voicemail(greeting));
  }

  isUnreachable(): Story<P> {
    return this.#and((phone) => phone.isUnreachable());
  }

  dials(number: string): Story<P> {
    return this.#and((phone) => phone.dials(number));
  }

  will(...plan: (Does | Behaviour)[]): Story<P> {
    return this.#and((phone) => phone.will(...plan));
  }

  hasCallWaiting(): Story<P> {
    return this.#and((phone) => phone.hasCallWaiting());
  }

  #and(word: (phone: P) => Promise<P>): Story<P> {
    return Story.of(this.then(word));
  }
}
