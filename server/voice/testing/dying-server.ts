/** A server of its own process that hears events and stores none, to be killed by a live test. Arguments: port, token. */
import { EmbeddedCarrier } from '../embedded/embedded-carrier';

const [port, token] = process.argv.slice(2);
const carrier = new EmbeddedCarrier({ port: Number(port), token: token ?? '' });
carrier.start({
  onEvent: (event) => {
    process.stdout.write(`heard ${event.kind}\n`);
    return new Promise(() => undefined);
  },
  onAttached: async () => void process.stdout.write('attached\n'),
});
