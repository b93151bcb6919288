import type * as Library from 'prom-client';
import type { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Makes the metrics of one registry. */
export class Instruments {
  constructor(
    private readonly library: typeof Library,
    private readonly registry: Registry,
  ) {}

  /** @param buckets in seconds */
  histogram<T extends string>(name: string, help: string, labels: T[], buckets: number[]): Histogram<T> {
    return new this.library.Histogram({ name, help, labelNames: labels, buckets, registers: [this.registry] });
  }

  counter<T extends string>(name: string, help: string, labels: T[]): Counter<T> {
    return new this.library.Counter({ name, help, labelNames: labels, registers: [this.registry] });
  }

  gauge<T extends string>(name: string, help: string, labels: T[]): Gauge<T> {
    return new this.library.Gauge({ name, help, labelNames: labels, registers: [this.registry] });
  }
}
