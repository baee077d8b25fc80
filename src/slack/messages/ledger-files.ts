import type { LedgerFile } from '../../conference/ports.ts';
import { monthWords } from '../../domain/month.ts';

export function ledgerFileName(file: LedgerFile): string {
  return file.kind === 'costs' ? `conference-costs-${file.month}.csv` : 'conferences.csv';
}

export function ledgerTitle(file: LedgerFile): string {
  return file.kind === 'costs' ? `Costs in ${monthWords(file.month)}` : 'Conferences';
}

/** What is said with the file: whose conferences are in it. */
export function ledgerSent(file: LedgerFile): string {
  if (file.kind === 'costs') return `What the calls of ${file.ofAll ? 'all conferences of this workspace' : 'the conferences you started'} cost in ${monthWords(file.month)}, by UTC.`;
  const count = file.conferences === 1 ? '1 conference' : `${file.conferences} conferences`;
  return `${file.ofAll ? 'All conferences of this workspace' : 'The conferences you started or were called into'}: ${count}, with masked numbers.`;
}
