/** A number with only its country and its end showing, as the app writes it: `+1 ••• •• 01`. @param number in E.164. */
export function maskedNumber(number: string): string {
  const country = /^\+(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/u.exec(number)?.[0] ?? '';
  return `${country} ••• ••• ${number.slice(-2)}`.trim();
}
