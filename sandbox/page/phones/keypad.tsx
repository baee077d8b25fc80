const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];
const NAMES: Readonly<Record<string, string>> = { '*': 'star', '#': 'hash' };

/** The keys of a telephone. */
export function Keypad({ onPress }: { readonly onPress: (digit: string) => void }) {
  return (
    <div className="keypad" role="group" aria-label="Keypad">
      {KEYS.map((key) => <button key={key} type="button" className="button" aria-label={NAMES[key] ?? key} onClick={() => onPress(key)}>{key}</button>)}
    </div>
  );
}
