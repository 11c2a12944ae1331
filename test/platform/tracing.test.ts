import assert from 'node:assert/strict';
import { parentOf } from '../../src/platform/tracing.ts';

const trace = '0af7651916cd43dd8448eb211c80319c';
const span = 'b7ad6b7169203331';

describe('a traceparent', () => {
  it('names the span before', () => {
    const parent = { traceId: trace, spanId: span, traceFlags: 1, isRemote: true };
    assert.deepEqual(parentOf(`00-${trace}-${span}-01`), parent);
    assert.deepEqual(parentOf(`00-${trace}-${span}-00`), { ...parent, traceFlags: 0 });
    // Flags that are not known yet are not passed on.
    assert.deepEqual(parentOf(`00-${trace}-${span}-ff`), parent);
    assert.deepEqual(parentOf(`cc-${trace}-${span}-01-what-is-new`), parent);
  });

  it('that is not well-formed names none', () => {
    for (const wrong of [
      undefined,
      '',
      `ff-${trace}-${span}-01`,
      `00-${'0'.repeat(32)}-${span}-01`,
      `00-${trace}-${'0'.repeat(16)}-01`,
      `00-${trace.toUpperCase()}-${span}-01`,
      `00-${trace}-${span}-01-more`,
      `00-${trace}-${span}-011`,
      `cc-${trace}-${span}-01.more`,
      `00-${trace}-${span}`,
      ` 00-${trace}-${span}-01`,
    ]) {
      assert.equal(parentOf(wrong), null, wrong);
    }
  });
});
