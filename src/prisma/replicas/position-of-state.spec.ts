import { PositionOfState } from './position-of-state.js';
import type { WalPosition } from './wal-position.js';

describe('PositionOfState', () => {
  /** A primary that is one further each time it is asked, and answers when it is let. */
  const primary = () => {
    const waiting: ((failure?: Error) => void)[] = [];
    let asked = 0;
    const ask = (): Promise<WalPosition> => {
      const lsn = String((asked += 1));
      return new Promise((resolve, reject) => {
        waiting.push((failure) => (failure ? reject(failure) : resolve({ system: '1', timeline: 1, lsn })));
      });
    };
    return { positions: new PositionOfState(ask), waiting, asked: () => asked };
  };
  const lsnOf = async (position: Promise<WalPosition>): Promise<string> => (await position).lsn;

  it('asks once for a state, however many want to know', async () => {
    const { positions, waiting, asked } = primary();
    const all = [positions.at('a'), positions.at('a')].map(lsnOf);
    waiting[0]!();
    expect(await Promise.all([...all, lsnOf(positions.at('a'))])).toEqual(['1', '1', '1']);
    expect(asked()).toBe(1);
  });

  it('gives nobody the answer to a question that was sent before the state was seen', async () => {
    const { positions, waiting } = primary();
    const [a, b, late] = [positions.at('a'), positions.at('b'), positions.at('a')].map(lsnOf);
    for (const answer of waiting.toReversed()) answer();
    expect(await Promise.all([a, b, late])).toEqual(['1', '2', '3']);
  });

  it('asks anew after a failure', async () => {
    const { positions, waiting } = primary();
    const failed = positions.at('a');
    waiting[0]!(new Error('away'));
    await expect(failed).rejects.toThrow('away');
    const again = positions.at('a');
    waiting[1]!();
    expect(await lsnOf(again)).toBe('2');
  });
});
