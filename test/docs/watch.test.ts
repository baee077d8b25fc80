import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Registry } from 'prom-client';
import { parse } from 'yaml';
import { createInstruments } from '../../src/metrics/instruments.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly annotations: { readonly summary: string; readonly runbook: string };
}

const registry = new Registry();
createInstruments(registry, ['publish']);
const exported = registry.getMetricsAsArray().map(({ name, type, labelNames }: { name: string; type?: unknown; labelNames?: readonly string[] }) => ({ name, type: String(type), labels: labelNames ?? [] }));
const rules = (parse(read('deploy/alerts.yml')) as { groups: { rules: Rule[] }[] }).groups.flatMap((group) => group.rules);
const dashboard = JSON.parse(read('deploy/grafana-dashboard.json')) as { panels: { title: string; targets: { expr: string }[] }[] };
const watch = read('docs/watch.md');

/** Our metrics in a PromQL expression, by the name they are exported under. */
function metricsIn(expr: string): string[] {
  return [...expr.matchAll(/\bconference_\w+/gu)].map(([name]) => name.replace(/_(?:bucket|sum|count)$/u, ''));
}

test('docs/watch.md lists every metric with its type and labels, and none that is not there', () => {
  const rows = [...watch.matchAll(/^\| `(conference_\w+)` \| (\w+) \| ([^|]*)\|/gmu)].map(([, name, type, labels = '']) => ({ name, type, labels: [...labels.matchAll(/`(\w+)`/gu)].map(([, label]) => label) }));
  expect(rows).toEqual(expect.arrayContaining(exported));
  expect(rows).toHaveLength(exported.length);
});

test('no label can grow without end: each is of a list, and none is an id', () => {
  expect([...new Set(exported.flatMap(({ labels }) => labels))].sort()).toEqual(['currency', 'kind', 'method', 'outcome', 'reason', 'resource', 'result', 'state', 'why']);
});

test('docs/watch.md names every reason, outcome and state that starts at 0', async () => {
  for (const metric of ['conference_ended_total', 'conference_calls_total']) {
    const { values = [] } = (await registry.getSingleMetric(metric)?.get()) ?? {};
    const row = new RegExp(`^\\| \`${metric}\` .*$`, 'mu').exec(watch)?.[0] ?? '';
    for (const { labels } of values) for (const value of Object.values(labels)) expect(row).toContain(`\`${value}\``);
  }
});

test('rules and dashboard ask only for what is exported', () => {
  const names = new Set(exported.map(({ name }) => name));
  const asked = [...rules.map(({ alert, expr }) => ({ where: alert, expr })), ...dashboard.panels.flatMap(({ title, targets }) => targets.map(({ expr }) => ({ where: title, expr })))];
  expect(asked.flatMap(({ where, expr }) => metricsIn(expr).filter((name) => !names.has(name)).map((name) => `${where}: ${name}`))).toEqual([]);
});

test('the dashboard shows every metric', () => {
  const shown = new Set(dashboard.panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => metricsIn(expr))));
  expect(exported.map(({ name }) => name).filter((name) => !shown.has(name))).toEqual([]);
});

test('there are five rules, and each leads to a section that says what to do', () => {
  expect(rules).toHaveLength(5);
  const sections = new Set([...watch.matchAll(/^### (\w+)$/gmu)].map(([, title = '']) => title));
  for (const { alert, annotations } of rules) {
    expect(sections).toContain(alert);
    expect(annotations.runbook).toBe(`docs/watch.md#${alert.toLowerCase()}`);
  }
  expect(sections.size).toBe(rules.length);
});
