/**
 * Keeps what arrives at the same time in one transaction.
 *
 * Under a burst, or when a channel delivers again what it thinks was lost, each delivery would otherwise want a
 * connection and a commit of its own, and the work behind would wait for them all. A delivery that comes alone is kept
 * at once.
 */

interface Waiting<T> {
  readonly items: readonly T[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Items of one transaction, unless one delivery alone brings more: few enough that nobody waits long for the others. */
const MOST = 32;

/**
 * @param keep - keeps items in one transaction
 * @returns resolves once the items are committed; rejects those of a transaction that failed, all of them
 */
export function intake<T>(keep: (items: readonly T[]) => Promise<unknown>): (items: readonly T[]) => Promise<void> {
  const queue: Waiting<T>[] = [];
  let isKeeping = false;

  async function run(): Promise<void> {
    isKeeping = true;
    while (queue.length > 0) {
      const together = nextOf(queue);
      try {
        await keep(together.flatMap(({ items }) => items));
        for (const { resolve } of together) resolve();
      } catch (error) {
        for (const { reject } of together) reject(error);
      }
    }
    isKeeping = false;
  }

  return (items) =>
    new Promise((resolve, reject) => {
      queue.push({ items, resolve, reject });
      if (!isKeeping) void run();
    });
}

/** Takes the first out of the queue, and as many behind it as there is room for. */
function nextOf<T>(queue: Waiting<T>[]): Waiting<T>[] {
  let count = 0;
  const end = queue.findIndex(({ items }, i) => {
    count += items.length;
    return i > 0 && count > MOST;
  });
  return queue.splice(0, end === -1 ? queue.length : end);
}
