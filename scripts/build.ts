import { buildIfStale } from './build/build-parts';

await buildIfStale((line) => console.log(line));
console.log('everything is built in out/');
