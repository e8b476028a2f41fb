import assert from 'node:assert/strict';
import { sanitizedStates } from '../../../kernel/run/sanitize-states.js';
import { sanitized } from '../../../kernel/run/sanitize.js';
import { markdownToHtml } from '../../../kernel/run/markdown.js';

/** Markup of strangers, and what it may not leave behind. */
const harmful: readonly (readonly [string, string])[] = [
  ['a script', '<script>harm()</script><SCRIPT/x>harm()</SCRIPT >'],
  ['a script in a drawing', '<svg><script>harm()</script><script href="http://a.b/c.js"/></svg>'],
  ['a handler', '<img src=x onerror=harm()><b ONCLICK="harm()">b</b><svg onload=harm()>'],
  ['a focus without a hand', '<input autofocus onfocus=harm()><a autofocus tabindex=1>a</a>'],
  [
    'a link that is a script',
    '<a href="javascript:harm()">a</a><a href="\tJava\nScript:harm()">b</a>',
  ],
  ['a link that is a page of its own', '<a href="data:text/html,<script>harm()</script>">a</a>'],
  ['a link in a drawing', '<svg><a xlink:href="javascript:harm()"><text>a</text></a></svg>'],
  [
    'a link in a formula',
    '<math href="javascript:harm()"><mi href="javascript:harm()">x</mi></math>',
  ],
  [
    'an animation that writes a link',
    '<svg><animate attributeName=href values="javascript:harm()" /></svg>',
  ],
  [
    'a frame',
    '<iframe src="http://a.b" srcdoc="<script>harm()</script>"></iframe><object data=http://a.b><embed src=http://a.b>',
  ],
  ['a form', '<form action="http://a.b"><button formaction="javascript:harm()">b</button></form>'],
  [
    'a picture from elsewhere',
    '<img src="http://a.b/c.png"><img src="//a.b/c.png"><picture><source srcset="http://a.b/d"></picture>',
  ],
  ['a picture of the disk', '<img src="file:///etc/passwd"><img src="../secret.png">'],
  [
    'a drawing from elsewhere',
    '<svg><image href="http://a.b/c.png"/><use href="http://a.b/c.svg#d"/><rect fill="url(http://a.b/c)"/></svg>',
  ],
  [
    'a background from elsewhere',
    '<p style="background:url(http://a.b/c.png)">p</p><td background="http://a.b/c.png">',
  ],
  [
    'a style sheet',
    '<style>@import "http://a.b/c.css"; p { color: red }</style><link rel=stylesheet href=http://a.b>',
  ],
  ['a cover over the page', '<div style="position:fixed;inset:0;z-index:9;color:red">over</div>'],
  [
    'a base and a turn of the page',
    '<base href="http://a.b"><meta http-equiv=refresh content="0;url=http://a.b">',
  ],
  [
    'a place that has been taken',
    '<div id="widget-state">{}</div><p data-widget="a" name="b">p</p>',
  ],
  [
    'markup that changes when it is read again',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=harm()&gt;">',
  ],
  ['the same in a comment', '<svg></p><style><a id="</style><img src=1 onerror=harm()>">'],
];

const traces =
  /<script|\son\w+=|javascript:|harm\(\)>|a\.b|file:|secret|<style|<iframe|<form|<object|<embed|<base|<meta|<link|position|autofocus|data-widget|id="widget|srcset|<animate|<use/i;

describe('sanitized(html)', () => {
  for (const [name, html] of harmful) {
    it(`leaves nothing of ${name}`, () => {
      assert.match(html, new RegExp(`${traces.source}|background=`, 'i'), 'the check would see it');
      assert.doesNotMatch(sanitized(html), traces);
      // Read again and once more it stays what it is.
      assert.equal(sanitized(sanitized(html)), sanitized(html));
    });
  }

  it('keeps what shows things: tables, colours, pictures in the text, links to pages, formulas, drawings', () => {
    const kept = [
      '<table style="border-collapse:collapse"><caption>c</caption><tr><td style="padding:0.15em 0.7em;text-align:right">1</td></tr></table>',
      '<span style="background-color:rgb(1,2,3);color:#111">t</span>',
      '<div style="background:linear-gradient(to right,#fff 0%,#000 100%)">t</div>',
      '<img src="data:image/png;base64,AAAA" alt="a picture" style="max-width:100%;background:#fff" />',
      '<a href="https://example.org/a?b=c#d">a</a><a href="#part">b</a><a href="mailto:a@b.c">c</a>',
      '<math display="block"><semantics><mrow><mi>x</mi><mo>&lt;</mo></mrow><annotation encoding="application/x-tex">x&lt;</annotation></semantics></math>',
      '<svg viewbox="0 0 9 9"><g transform="translate(1,2)"><path d="M0 0L1 1" fill="none" stroke="#000"></path></g></svg>',
    ];
    for (const html of kept) assert.equal(sanitized(html), html);
  });

  it('says where a picture from elsewhere was', () => {
    assert.equal(
      sanitized('<img src="http://a.b/c.png" alt="a cat">'),
      '<span>[picture: a cat]</span>',
    );
  });

  it('sanitises what Markdown lets through, and attachments with a false type', () => {
    const html = markdownToHtml(
      '[a](javascript:harm()) ![b](attachment:c.png) <b onclick=harm()>d</b>',
      {
        'c.png': { 'image/png" onerror="harm()': 'AAAA' },
      },
    );
    assert.doesNotMatch(html, /javascript|onerror="|onclick/);
    assert.match(html, /<b>d<\/b>/);
  });
});

describe('sanitizedStates(stored)', () => {
  it('goes over the HTML of widgets and of the outputs that they hold, and leaves the rest alone', () => {
    const bad = '<b onclick="harm()">b</b>';
    const model = (state: object) =>
      ({ model_name: 'M', model_module: 'm', model_module_version: '1', state }) as never;
    const { state } = sanitizedStates({
      version_major: 2,
      version_minor: 0,
      state: {
        html: model({ _model_name: 'HTMLModel', value: bad }),
        text: model({ _model_name: 'TextModel', value: bad }),
        out: model({
          outputs: [
            { output_type: 'display_data', data: { 'text/html': [bad, bad] } },
            { text: bad },
          ],
        }),
      },
    });
    const of = (id: string) => state[id]!.state;
    assert.equal(of('html')['value'], '<b>b</b>');
    assert.equal(of('text')['value'], bad);
    assert.deepEqual(of('out')['outputs'], [
      { output_type: 'display_data', data: { 'text/html': '<b>b</b><b>b</b>' } },
      { text: bad },
    ]);
  });
});
