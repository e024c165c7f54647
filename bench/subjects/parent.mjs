// What every subject tells the process that measures it: its port, the processor time it has used, its memory.

/**
 * @param subject its port, and what ends it
 */
export function serveParent({ port, close }) {
  process.on('message', async ({ ask, id }) => {
    if (ask === 'usage') process.send({ id, usage: usage() });
    if (ask === 'settled memory') process.send({ id, memory: await settledMemory() });
    if (ask === 'end') await end(close);
  });
  process.on('disconnect', () => end(close));
  process.send({ port });
}

function usage() {
  const { user, system } = process.cpuUsage();
  return { cpuUs: user + system };
}

/** Memory once everything that can go has gone; needs --expose-gc. */
async function settledMemory() {
  for (let pass = 0; pass < 3; pass += 1) {
    globalThis.gc();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { heapUsed, rss, external } = process.memoryUsage();
  return { heapUsed, rss, external };
}

async function end(close) {
  await close();
  process.exit(0);
}
