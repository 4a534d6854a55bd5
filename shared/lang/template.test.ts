import { describe, expect, test } from 'vitest';
import { fillTemplate, hasStrayBrace, placeholdersOf } from './template';

describe('a sentence with blanks', () => {
  test('is filled everywhere a blank stands', () => {
    expect(fillTemplate('{name} owes {sum}, says {name}.', { name: 'A', sum: '5,00' })).toBe('A owes 5,00, says A.');
  });

  test('never speaks a blank that nobody filled', () => {
    expect(() => fillTemplate('{sum} by {day}', { sum: '5' })).toThrow('No value for {day}');
  });

  test('tells when a value was given that no language says', () => {
    expect(() => fillTemplate('{sum}', { sum: '5', day: 'Monday' })).toThrow('No blank for day');
  });

  test('is not fooled by a value that looks like a blank or like an inherited name', () => {
    expect(fillTemplate('{own_words}!', { own_words: '{sum} $& toString' })).toBe('{sum} $& toString!');
    expect(() => fillTemplate('{constructor}', {})).toThrow('No value for {constructor}');
  });

  test('names its blanks once, in reading order', () => {
    expect(placeholdersOf('{b} {a} {b}')).toEqual(['b', 'a']);
  });

  test.each(['{Sum}', '{sum', 'sum}', '{ sum }', '{}'])('%s has a brace that is no blank', (text) => {
    expect(hasStrayBrace(text)).toBe(true);
  });

  test('has no stray brace when every brace is a blank', () => {
    expect(hasStrayBrace('{sum} and {day_1}')).toBe(false);
  });
});
