/** Goal: no page of the documentation leads nowhere, and no picture is silent to those who cannot see it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROJECT_ROOT } from '../project-root';

const LINK = /(!?)\[([^\]]*)\]\(([^)\s]+)\)/gu;
const ALT_LENGTH_MIN = 10;

function pages(): readonly string[] {
  const inDocs = readdirSync(join(PROJECT_ROOT, 'docs'), { recursive: true, encoding: 'utf8' });
  const inRoot = readdirSync(PROJECT_ROOT);
  return [...inDocs.map((name) => join('docs', name)), ...inRoot].filter((name) => name.endsWith('.md'));
}

interface Link {
  readonly page: string;
  readonly isPicture: boolean;
  readonly text: string;
  readonly target: string;
}

function links(): readonly Link[] {
  return pages().flatMap((page) =>
    [...readFileSync(join(PROJECT_ROOT, page), 'utf8').matchAll(LINK)].map(([, bang, text = '', target = '']) => ({
      page,
      isPicture: bang === '!',
      text,
      target,
    })),
  );
}

const places = (found: readonly Link[]): readonly string[] => found.map(({ page, target }) => `${page} → ${target}`);

describe('the documentation', () => {
  test('links only to what is there', () => {
    const inside = links().filter(({ target }) => !/^(https?:|mailto:|#)/u.test(target));
    const broken = inside.filter(({ page, target }) => {
      const path = resolve(PROJECT_ROOT, dirname(page), target.split('#')[0] ?? '');
      return !existsSync(path) || relative(PROJECT_ROOT, path).startsWith('..');
    });
    expect(inside.length).toBeGreaterThan(0);
    expect(places(broken)).toEqual([]);
  });

  test('links only to headings that the page has', () => {
    const anchored = links().filter(({ target }) => /^[^:]+\.md#/u.test(target));
    const broken = anchored.filter(({ page, target }) => {
      const [file = '', anchor = ''] = target.split('#');
      const text = readFileSync(resolve(PROJECT_ROOT, dirname(page), file), 'utf8');
      const headings = [...text.matchAll(/^#+ (.+)$/gmu)].map(([, heading = '']) =>
        heading
          .toLowerCase()
          .replaceAll(/[^\p{L}\p{N} -]/gu, '')
          .replaceAll(' ', '-'),
      );
      return !headings.includes(anchor);
    });
    expect(places(broken)).toEqual([]);
  });

  test('says in words what each picture shows', () => {
    const silent = links().filter(({ isPicture, text }) => isPicture && text.length < ALT_LENGTH_MIN);
    expect(places(silent)).toEqual([]);
  });
});
