import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

const LATENCY_BUCKETS_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** What an operator watches; labels are codes, never people. */
export class Metrics {
  private readonly registry = new Registry();
  readonly offers = new Counter({
    name: 'friskmeld_offers_total',
    help: 'Offers by how they ended',
    labelNames: ['how'],
    registers: [this.registry],
  });
  readonly calls = new Counter({
    name: 'friskmeld_calls_total',
    help: 'Calls by terminal state',
    labelNames: ['state'],
    registers: [this.registry],
  });
  readonly waiting = new Gauge({
    name: 'friskmeld_calls_waiting',
    help: 'Calls waiting now',
    registers: [this.registry],
  });
  readonly offerLatency = new Histogram({
    name: 'friskmeld_offer_latency_seconds',
    help: 'From an agent and a call both being ready to the offer',
    buckets: LATENCY_BUCKETS_S,
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }
}
