import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { defaultRoomName, listNames, plainName, shortNames } from './people-names.ts';
import { countCharacters } from './plain-text.ts';

describe('plain names', () => {
  test('a name is one trimmed line without overrides', () => {
    expect(plainName(' Alice\n\u202E Ames ')).toBe('Alice Ames');
  });

  test('a name has at most 80 characters', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (raw) => countCharacters(plainName(raw)) <= 80));
  });
});

describe('short names', () => {
  const called = (people: Parameters<typeof shortNames>[0]) => [...shortNames(people).values()];

  test('people are called by their first names', () => {
    expect(called([{ id: '1', fullName: 'Alice Ames' }, { id: '2', fullName: 'Bob Bell' }])).toEqual(['Alice', 'Bob']);
  });

  test('everybody with the same first name is called by the full one', () => {
    expect(called([{ id: '1', fullName: 'Alice Ames' }, { id: '2', fullName: 'alice Bell' }, { id: '3', fullName: 'Bob Cole' }]))
      .toEqual(['Alice Ames', 'alice Bell', 'Bob']);
  });

  test("the profile's own first name comes before the first word", () => {
    expect(called([{ id: '1', fullName: 'Mary Ann Lee', firstName: 'Mary Ann' }])).toEqual(['Mary Ann']);
  });

  test('a title or an initial is no first name', () => {
    expect(called([{ id: '1', fullName: 'Dr. Alice Ames' }])).toEqual(['Dr. Alice Ames']);
  });

  test('somebody without a name is still somebody', () => {
    expect(called([{ id: '1', fullName: ' \u200B' }])).toEqual(['Someone']);
  });

  test('a masked number is a name like any other', () => {
    expect(called([{ id: '1', fullName: '+1•••••••01' }])).toEqual(['+1•••••••01']);
  });

  test('two people are called alike only when their full names are alike', () => {
    const person = fc.record({ fullName: fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 4 }) });
    fc.assert(fc.property(fc.array(person), (people) => {
      const named = shortNames(people.map((one, id) => ({ ...one, id: String(id) })));
      expect(named.size).toBe(people.length);
      const fullNamesOf = new Map<string, Set<string>>();
      for (const [id, name] of named) fullNamesOf.set(name, (fullNamesOf.get(name) ?? new Set()).add(plainName(people[Number(id)]?.fullName ?? '')));
      expect([...fullNamesOf.values()].every((fullNames) => fullNames.size === 1)).toBe(true);
    }));
  });
});

describe('lists of names', () => {
  test.each([
    [[], {}, ''],
    [['Alice'], {}, 'Alice'],
    [['Alice', 'Bob'], {}, 'Alice and Bob'],
    [['Alice', 'Bob', 'Carol'], {}, 'Alice, Bob and Carol'],
    [['Alice', 'Bob', 'Carol'], { max: 3 }, 'Alice, Bob and Carol'],
    [['Alice', 'Bob', 'Carol', 'Dave', 'Eve'], { max: 2 }, 'Alice, Bob and 3 others'],
    [['Alice', 'Bob', 'Carol'], { max: 2 }, 'Alice, Bob and 1 other'],
    [['Alice', 'Bob', 'Carol'], { max: 0 }, 'Alice and 2 others'],
  ])('%j with %j reads "%s"', (names, options, expected) => {
    expect(listNames(names, options)).toBe(expected);
  });
});

describe('the name of a room nobody named', () => {
  test('it says who is in it', () => {
    expect(defaultRoomName(['Alice', 'Bob'])).toBe('Conference with Alice and Bob');
  });

  test('as many names as fit, and the rest counted', () => {
    expect(defaultRoomName(Array.from({ length: 12 }, (_, index) => `Person number ${index + 1}`)))
      .toBe('Conference with Person number 1, Person number 2, Person number 3 and 9 others');
  });

  test('one endless name is cut', () => {
    expect(defaultRoomName(['x'.repeat(80), 'Bob'])).toMatch(/^Conference with x+…$/u);
  });

  test('with nobody to name it is a conference', () => {
    expect(defaultRoomName([' '])).toBe('Conference');
  });

  test('it has at most 80 characters, whoever comes', () => {
    fc.assert(fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 120 })), (names) => countCharacters(defaultRoomName(names)) <= 80));
  });
});
