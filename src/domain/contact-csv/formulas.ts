/**
 * Where a spreadsheet may read the beginning of a cell: at its beginning, and behind what ends a cell where commas are not the separator (Excel in
 * Germany takes `a;=b` for two cells, whatever the quotes).
 */
const START = '(?<=^|[;\\t\\r\\n])';
/** What makes it a formula (OWASP, CSV Injection), the full-width forms too; behind any number of our own marks, quotes and spaces. */
const FORMULA = "(?=[' \"]*[=+\\-@＝＋－＠\\t\\r])";
const MARK_MISSING = new RegExp(`${START}${FORMULA}`, 'gu');
const MARK = new RegExp(`${START}'${FORMULA}`, 'gu');

/**
 * A cell no spreadsheet takes for a formula: an apostrophe, which makes it text, in front of what would begin one. It also keeps Excel from
 * turning +14155550100 into the number 14155550100. `withoutMarks` gives back the very same text, whatever it was.
 */
export function withMarks(cell: string): string {
  return cell.replace(MARK_MISSING, "'");
}

/** Takes the apostrophes of `withMarks` off again, and those other exporters put in front of formulas; all other apostrophes stay. */
export function withoutMarks(cell: string): string {
  return cell.replace(MARK, '');
}
