/** Chances that repeat with their seed. */
export interface Dice {
  /** A number from `from` up to `to`. */
  between(from: number, to: number): number;
  /** A whole number, both ends included. */
  whole(from: number, to: number): number;
  happens(chance: number): boolean;
  /** @throws when there is nothing to pick from. */
  pick<Item>(items: readonly Item[]): Item;
  /** By weight: `{ answers: 6, busy: 1 }` picks `answers` six times of seven. */
  weighted<Name extends string>(weights: Readonly<Record<Name, number>>): Name;
  /** `count` different ones. */
  some<Item>(items: readonly Item[], count: number): Item[];
}

/** @param seed any whole number; the same one throws the same again (mulberry32). */
export function dice(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[whole(0, items.length - 1)];
    if (item === undefined) throw new Error('There is nothing to pick from.');
    return item;
  };
  return {
    between: (from, to) => from + next() * (to - from),
    whole,
    happens: (chance) => next() < chance,
    pick,
    weighted: <Name extends string>(weights: Readonly<Record<Name, number>>): Name => {
      const entries = Object.entries<number>(weights) as [Name, number][];
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [name, weight] of entries) {
        left -= weight;
        if (left < 0) return name;
      }
      return pick(entries)[0];
    },
    some: (items, count) => {
      const rest = [...items];
      return Array.from({ length: Math.min(count, rest.length) }, () => rest.splice(whole(0, rest.length - 1), 1)).flat();
    },
  };
}
