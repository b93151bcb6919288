import { BASE_STYLES } from '../../common/pages/base-styles.js';

/** The style sheet of the sandbox's pages. */
export const STYLES = `${BASE_STYLES}
.pay { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 6fr); max-width: 68rem; margin: 2rem auto;
  border-radius: 1rem; overflow: hidden; background: var(--paper); box-shadow: 0 8px 32px rgb(32 24 79 / 12%); }
.cart { padding: 2.5rem; background: linear-gradient(160deg, var(--deep), #3a2f9c); color: #fff; }
.cart h1 { font-size: 1rem; font-weight: 500; opacity: .8; margin: 0; }
.cart small { color: #c9c5f2; }
.total { margin: 0 0 2rem; font-size: 2.25rem; font-weight: 700; letter-spacing: -.02em; }
.items { list-style: none; margin: 0 0 1.5rem; padding: 0; display: grid; gap: 1rem; }
.items li { display: grid; grid-template-columns: 2.5rem 1fr auto; gap: .75rem; align-items: center; }
.initial { display: grid; place-items: center; height: 2.5rem; border-radius: .5rem; background: rgb(255 255 255 / 14%); font-weight: 700; }
.name { overflow-wrap: anywhere; }
.amount { white-space: nowrap; }
.cart dl { display: grid; grid-template-columns: 1fr auto; gap: .4rem 1rem; margin: 0; padding-top: 1rem; border-top: 1px solid rgb(255 255 255 / 25%); }
.cart dd { margin: 0; text-align: right; white-space: nowrap; }
.sum { font-weight: 700; font-size: 1.1rem; padding-top: .5rem; }

/* What depends on the chosen way of shipping: without a script, the page holds it for each of them. */
.by-rate { display: none; }
.pay:has(.rate-0:checked) .by-rate-0, .pay:has(.rate-1:checked) .by-rate-1, .pay:has(.rate-2:checked) .by-rate-2,
.pay:has(.rate-3:checked) .by-rate-3, .pay:has(.rate-4:checked) .by-rate-4 { display: inline; }

.form { padding: 2.5rem; }
.form > h2:first-child { margin-top: 0; }
fieldset { border: 0; margin: 0 0 1.25rem; padding: 0; display: grid; gap: .75rem; min-width: 0; }
legend { padding: 0; margin-bottom: .5rem; font-weight: 600; }
.pair { display: grid; grid-template-columns: 1fr 2fr; gap: .75rem; }
.known { margin: 0; padding: .6rem .75rem; border-radius: .5rem; background: var(--ground); overflow-wrap: anywhere; }
.choice { display: flex; align-items: center; gap: .75rem; padding: .55rem .75rem; border: 1px solid var(--line);
  border-radius: .5rem; color: var(--ink); cursor: pointer; }
.choice:has(:checked) { border-color: var(--brand); background: #f3f2fe; }
.choice .amount { margin-left: auto; }
.choice input { margin: 0; accent-color: var(--brand); }
.delivery { margin-bottom: 1.25rem; padding: .75rem 1rem; border: 1px dashed #c5cbd9; border-radius: .5rem; }
.delivery summary { cursor: pointer; font-weight: 600; font-size: .9rem; }
.delivery fieldset { margin: .75rem 0 0; gap: .4rem; }
.delay { max-width: 12rem; margin-top: .4rem; }
.others { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: .75rem; }
.others button { flex: 1 1 9rem; }
.line-form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; margin: .5rem 0; }
.line-form label { flex: 1 1 8rem; }
.line-form input:not([type=radio]), .line-form select { height: 2.4rem; padding: 0 .6rem; font-size: .875rem; }
.line-form button:not(.small) { height: 2.4rem; padding: 0 1rem; }
.line-form .wide { flex: 2 1 14rem; }
.line-form .narrow { flex: 0 1 5rem; }
.money-row { padding: .6rem .75rem; margin-bottom: .5rem; border: 1px solid var(--line); border-radius: .5rem; }
.money-row .line-form { margin-bottom: 0; }
.money-row .line-form label { flex: 0 1 10rem; }
.money-row .small { height: 2.4rem; }
.tools { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 2fr); gap: 1.5rem; }
.tools section { padding: 1.25rem 1.5rem; border-radius: .75rem; background: var(--paper); box-shadow: 0 2px 12px rgb(32 24 79 / 8%); }
.tools p { margin: 0 0 .5rem; }
.faults { margin: 0; padding-left: 1.1rem; }
.facts { margin-top: 1.5rem; padding-top: 1rem; border-top: 1px solid var(--line); display: grid; grid-template-columns: minmax(0, 1fr); gap: .4rem; justify-items: start; }

.form th, .form td { padding: .5rem .4rem; }
td:has(form) { text-align: right; }

@media (max-width: 52rem) {
  .pay { grid-template-columns: minmax(0, 1fr); margin: 0; border-radius: 0; }
  .form .small { white-space: normal; }
  .tools { grid-template-columns: 1fr; }
  .cart, .form { padding: 1.5rem; }
}
`;
