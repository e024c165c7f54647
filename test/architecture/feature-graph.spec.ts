import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

type FeatureGraph = Readonly<Record<string, { readonly holds: string; readonly uses: readonly string[] }>>;

const root = process.cwd();
const graph = JSON.parse(readFileSync(join(root, 'docs/feature-graph.json'), 'utf8')) as FeatureGraph;

/** A way along `uses` that comes back to where it began, or null. */
function circle(features: FeatureGraph): readonly string[] | null {
  const isSettled = new Set<string>();
  const walk = (feature: string, way: readonly string[]): readonly string[] | null => {
    if (way.includes(feature)) return [...way.slice(way.indexOf(feature)), feature];
    if (isSettled.has(feature)) return null;
    for (const next of features[feature]?.uses ?? []) {
      const found = walk(next, [...way, feature]);
      if (found) return found;
    }
    isSettled.add(feature);
    return null;
  };
  for (const feature of Object.keys(features)) {
    const found = walk(feature, []);
    if (found) return found;
  }
  return null;
}

describe('the feature graph', () => {
  it('declares exactly the features there are', () => {
    const folders = readdirSync(join(root, 'src/features'), { withFileTypes: true });
    const names = folders.filter((each) => each.isDirectory()).map(({ name }) => name);
    expect(Object.keys(graph).sort()).toEqual(names.sort());
  });

  it('uses only declared features', () => {
    const unknown = Object.values(graph).flatMap(({ uses }) => uses.filter((each) => !(each in graph)));
    expect(unknown).toEqual([]);
  });

  it('goes round in no circle, and one would be found', () => {
    expect(circle(graph)).toBeNull();
    const closed = { ...graph, policies: { holds: '', uses: ['bookings'] } };
    expect(circle(closed)).toContain('policies');
  });

  it('leaves the agents to the roots', () => {
    expect(Object.entries(graph).filter(([, { uses }]) => uses.includes('agents'))).toEqual([]);
  });
});
