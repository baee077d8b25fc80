import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import dotenv from 'dotenv';
import { loadConfig } from './config.ts';
import { envExample } from './env-example.ts';
import { VARIABLE_LIST } from './env.ts';

const file = readFileSync('.env.example', 'utf8');

describe('.env.example', () => {
  test('is what the table of variables says (env-example.ts tells how to write it anew)', () => {
    expect(file).toBe(envExample());
  });

  test('holds every variable once, and no other', () => {
    const names = [...file.matchAll(/^([A-Z_]+)=/gmu)].map((match) => match[1]);
    expect(names).toEqual(VARIABLE_LIST.map(({ name }) => name));
  });

  test('copied to .env it changes nothing', () => {
    expect(loadConfig(dotenv.parse(file))).toEqual(loadConfig({}));
  });

  test('holds no secret', () => {
    expect(VARIABLE_LIST.filter(({ variable }) => variable.secret && variable.default !== null)).toEqual([]);
  });
});
