import { useCallback, useState } from 'react';

/** A choice that outlives the tab. @param allowed what it may be; anything else found in the browser is forgotten. */
export function useStored<T extends string>(name: string, initial: T, allowed: readonly T[]): readonly [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => allowed.find((one) => one === localStorage.getItem(`sandbox.${name}`)) ?? initial);
  const choose = useCallback((next: T) => {
    localStorage.setItem(`sandbox.${name}`, next);
    setValue(next);
  }, [name]);
  return [value, choose];
}
