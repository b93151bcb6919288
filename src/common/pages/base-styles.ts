/** What every page of ours has. A text in code, as the build carries over nothing else. */
export const BASE_STYLES = `
:root {
  --ink: #1d2433; --soft: #5d6880; --line: #dfe3ec; --paper: #fff; --ground: #f4f5f9; --brand: #4b3fd6; --brand-dark: #352cab;
  --deep: #20184f; --good: #11734b; --good-bg: #dff5ea; --warn: #8a5300; --warn-bg: #fdefd2; --bad: #a3202c;
  --bad-bg: #fde3e5; --info: #22529c; --info-bg: #e0ebfc;
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
small { display: block; color: var(--soft); font-size: .8rem; overflow-wrap: anywhere; }
code { font: .85em ui-monospace, monospace; overflow-wrap: break-word; }
h1 { font-size: 1.2rem; margin: 0 0 .5rem; }
h2 { font-size: 1.1rem; margin: 1.5rem 0 .5rem; }
a { color: var(--brand); }
.hidden { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }

.top { display: flex; flex-wrap: wrap; align-items: center; gap: .75rem; padding: .75rem 1.5rem; background: var(--paper);
  border-bottom: 1px solid var(--line); }
.top p { margin: 0; color: var(--soft); font-size: .875rem; }
.brand { display: flex; align-items: center; gap: .5rem; color: var(--ink); font-weight: 700; text-decoration: none; }
.mark { display: grid; place-items: center; width: 1.75rem; height: 1.75rem; border-radius: .5rem; background: var(--brand); color: #fff; }
.place { padding: .1rem .6rem; border-radius: 1rem; background: var(--warn-bg); color: var(--warn); font-size: .8rem; font-weight: 600; }

label { display: grid; gap: .2rem; font-size: .875rem; color: var(--soft); }
input:not([type=radio]), select { width: 100%; padding: .6rem .75rem; border: 1px solid #c5cbd9; border-radius: .5rem;
  background: #fff; color: var(--ink); font: inherit; }
:focus-visible { outline: 3px solid #a39bf5; outline-offset: 1px; }
button { padding: .6rem 1rem; border: 1px solid #c5cbd9; border-radius: .5rem; background: var(--paper); color: var(--ink);
  font: inherit; font-size: .9rem; cursor: pointer; }
button:hover { border-color: var(--brand); }
.main { width: 100%; padding: .85rem; border-color: var(--brand); background: var(--brand); color: #fff; font-size: 1rem; font-weight: 600; }
.main:hover { background: var(--brand-dark); }
.small { padding: .3rem .6rem; font-size: .8rem; white-space: nowrap; }
.problem { margin: 0 0 1.25rem; padding: .75rem 1rem; border-radius: .5rem; background: var(--bad-bg); color: var(--bad); }
.badge { display: inline-block; white-space: nowrap; margin: .1rem .25rem .1rem 0; padding: .1rem .6rem; border-radius: 1rem; font-size: .8rem; font-weight: 600; }
.badge.good { background: var(--good-bg); color: var(--good); }
.badge.warn { background: var(--warn-bg); color: var(--warn); }
.badge.bad { background: var(--bad-bg); color: var(--bad); }
.badge.info { background: var(--info-bg); color: var(--info); }
.badge.muted { background: #e9ebf1; color: #4b556b; }
.index { max-width: 68rem; margin: 2rem auto; padding: 0 1.5rem; }
.index > h1 { margin-top: 2rem; }
table { width: 100%; border-collapse: collapse; background: var(--paper); font-size: .875rem; }
.index table { border-radius: .75rem; overflow: hidden; box-shadow: 0 2px 12px rgb(32 24 79 / 8%); }
th, td { padding: .6rem .75rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { color: var(--soft); font-weight: 600; font-size: .8rem; }
.empty { padding: 1.5rem; border-radius: .75rem; background: var(--paper); color: var(--soft); }
`;
