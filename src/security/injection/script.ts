import { Parser } from 'htmlparser2';

/** Elements that run or load something by being there. */
const RUNS = new Set(['script', 'iframe', 'frameset', 'applet']);

/** Elements that do once they are told what: "<Base Set>" is a product, <base href> isn't. */
const LOADS: Record<string, RegExp> = {
  object: /^(?:data|classid|codebase)$/,
  embed: /^src$/,
  base: /^href$/,
  link: /^href$/,
  meta: /^http-equiv$/,
};

/** Attributes that hold an address, or a page of their own. */
const ADDRESS = /^(?:(?:xlink:)?href|src|srcdoc|action|formaction|data|content|from|to|values)$/;

const SCRIPT_ADDRESS = /^(?:(?:java|vb)script:|data:text\/html)/i;

/** The names of events, as in `onerror`; "once" and "ontario" are words. */
const EVENT =
  /^on(?:abort|after|animation|auxclick|before|begin|blur|cancel|canplay|change|click|close|context|copy|cue|cut|dblclick|drag|drop|duration|emptied|end|error|focus|form|fullscreen|gotpointer|hash|input|invalid|key|load|lostpointer|message|mouse|offline|online|page|paste|pause|play|pointer|popstate|progress|ratechange|repeat|reset|resize|scroll|search|seek|select|show|slotchange|stalled|storage|submit|suspend|timeupdate|toggle|touch|transition|unhandled|unload|volumechange|waiting|webkit|wheel)[a-z]*$/;

/** Only such a text can hold a tag, an attribute that leaves its quotes, or a script's address. */
const WORTH_A_LOOK = /<[a-z/!]|["'`]\s*on[a-z]|script\s*:/i;

/** A script that a page would run, had it this text in its HTML, between tags or inside an attribute's quotes. */
export function looksLikeScript(text: string): boolean {
  if (!WORTH_A_LOOK.test(text)) return false;
  if (isScriptAddress(text) && /\w[(`]|=/.test(text)) return true;
  return [text, `<p title="${text}">`, `<p title='${text}'>`].some(runs);
}

function runs(html: string): boolean {
  let found = false;
  let tag = '';
  const parser = new Parser({
    onopentagname(name) {
      tag = name;
      found ||= RUNS.has(name);
    },
    onattribute(name, value) {
      if (value === '') return;
      found ||= EVENT.test(name) || (LOADS[tag]?.test(name) ?? false) || (ADDRESS.test(name) && isScriptAddress(value));
    },
  });
  // What follows a text in a page closes the tag that it leaves open.
  parser.end(`${html}>`);
  return found;
}

/** Browsers skip blanks and control characters in front of and inside the name of a scheme. */
function isScriptAddress(text: string): boolean {
  return SCRIPT_ADDRESS.test(text.slice(0, 200).replace(/[\x00-\x20]/g, ''));
}
