// What is wrong with this page; see Look. The argument has the language and direction it should have and patterns of messages of other languages.
async function (expected) {
  const faults = [], root = document.documentElement, seen = new Set();
  const say = (fault) => { if (!seen.has(fault)) { seen.add(fault); faults.push(fault); } };
  const name = (e) => e.tagName.toLowerCase() + (e.id ? "#" + e.id : "") + (typeof e.className === "string" && e.className ? "." + e.className.trim().replace(/\s+/g, ".") : "");

  if (root.lang !== expected.lang || root.dir !== expected.dir) say(`the page is ${root.lang} ${root.dir}`);

  if (root.scrollWidth > root.clientWidth + 1) {
    const wide = [...document.body.querySelectorAll("*")].filter((e) => { const r = e.getBoundingClientRect(); return r.right > root.clientWidth + 1 || r.left < -1; });
    say(`scrolls sideways by ${root.scrollWidth - root.clientWidth}: ${wide.slice(-3).map(name).join(", ")}`);
  }

  // Words of the interface are in the language of the page; what is in another says so, or stands apart (bdi, code, dir).
  const foreign = expected.foreign.map((p) => new RegExp(p));
  const check = (element, text, attribute) => {
    const t = text.replace(/\s+/g, " ").trim();
    if (t.length < 3 || element.closest("[lang]").lang !== expected.lang || element.closest("script, style, noscript, code, bdi, [translate=no]")) return;
    if (foreign.some((p) => p.test(t))) say(`not translated: "${t}" in ${name(element)}`);
    else if (expected.dir === "rtl" && !attribute && /[A-Za-z]{3,} [A-Za-z]{2,} [A-Za-z]{2,}/.test(t) && !/\p{Script=Arabic}/u.test(t) && !element.closest("[dir=ltr], [dir=auto]")) say(`Latin words: "${t}" in ${name(element)}`);
  };
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const e = words.currentNode.parentElement;
    if (e.tagName === "OPTION" || e.checkVisibility()) check(e, words.currentNode.data);
  }
  for (const attribute of ["aria-label", "title", "placeholder", "alt"])
    for (const e of document.querySelectorAll(`body [${attribute}]`)) check(e, e.getAttribute(attribute), attribute);

  if (window.axe) {
    const found = await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"], preload: false });
    for (const v of found.violations) say(`axe: ${v.id} at ${v.nodes.slice(0, 5).map((n) => n.target.join(" ")).join(", ")}`);
  }

  // Controls of one kind look alike: one of each is focused.
  const kinds = new Set();
  for (const e of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]")) {
    if (e.disabled || e.tabIndex < 0 || !e.checkVisibility({ visibilityProperty: true })) continue;
    if (e.tabIndex > 0) say(`tab order is forced at ${name(e)}`);
    const kind = `${e.tagName} ${e.className} ${e.type} in ${e.parentElement.className}`;
    if (kinds.has(kind)) continue;
    kinds.add(kind);
    const shadow = getComputedStyle(e).boxShadow;
    e.focus({ focusVisible: true, preventScroll: true });
    const style = getComputedStyle(e);
    if (document.activeElement !== e && !(e.type === "radio")) say(`cannot be focused: ${name(e)}`);
    else if ((style.outlineStyle === "none" || parseFloat(style.outlineWidth) === 0) && style.boxShadow === shadow) say(`focus is not seen at ${name(e)}`);
  }
  if (document.activeElement) document.activeElement.blur();
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" })); // what focus opened
  return faults;
}
