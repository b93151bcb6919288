import { html } from './html-template.js';

describe('html', () => {
  it('escapes every value, in lists too, and leaves its own markup', () => {
    const name = `<script>alert("x")</script> & 'co'`;
    expect(html`<b title="${name}">${[html`<i>${1}</i>`, '<']}</b>`.text).toBe(
      '<b title="&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;co&#39;"><i>1</i>&lt;</b>',
    );
  });

  it('leaves nothing for what is not there', () => {
    expect(html`[${null}${undefined}${false}]`.text).toBe('[]');
  });
});
