import type { Finding } from '../../domain/finding.ts';

/** Looks at the installation as a whole, and says what is wrong and how to mend it. */
export interface Doctor {
  /** Carries out every check; takes some seconds when something does not answer. A check that breaks off is a finding. */
  examine(): Promise<readonly Finding[]>;
}
