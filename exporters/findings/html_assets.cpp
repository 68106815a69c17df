#include "exporters/findings/html_assets.hpp"

namespace mallctl::exporters::html {

const std::string_view style_sheet = R"css(
:root { color-scheme: light dark; --ink: #1d2227; --faint: #5c666f; --paper: #ffffff; --panel: #f4f5f6; --line: #d5d9dd;
  --error: #c62828; --warning: #b26a00; --note: #1565c0; --accent: #1565c0; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e8ec; --faint: #9aa5af; --paper: #15191d; --panel: #1d2328;
  --line: #363f47; --error: #ff7b72; --warning: #e3a13a; --note: #6cb2ff; --accent: #6cb2ff; } }
* { box-sizing: border-box; }
body { margin: 0; font: 15px/1.45 system-ui, "Helvetica Neue", Helvetica, Arial, sans-serif; color: var(--ink);
  background: var(--paper); }
header { padding: 1rem 1.4rem .8rem; border-bottom: 1px solid var(--line); }
h1 { font-size: 1.35rem; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1.05rem; margin: 1.2rem 0 .4rem; }
.counts { margin: .3rem 0 0; color: var(--faint); }
.counts b { margin-right: .15em; } .counts .error, h2.error { color: var(--error); }
.counts .warning, h2.warning { color: var(--warning); } .counts .note, h2.note { color: var(--note); }
main { display: grid; grid-template-columns: minmax(0, 1fr) minmax(20rem, 29rem); }
.plans { padding: .4rem 1.4rem 2rem; min-width: 0; }
.list { padding: .4rem 1.2rem 2rem; background: var(--panel); border-left: 1px solid var(--line); }
@media screen and (min-width: 60rem) { .list { position: sticky; top: 0; height: 100vh; overflow: auto; } }
@media (max-width: 59.99rem) { main { grid-template-columns: minmax(0, 1fr); } .list { border: 0; } }
figure { margin: 1rem 0 1.6rem; } figcaption { font-weight: 600; margin-bottom: .3rem; }
figcaption button { margin-left: .6rem; font: inherit; font-weight: 400; font-size: .85rem; }
svg.level { width: 100%; height: auto; max-height: 88vh; border: 1px solid var(--line); border-radius: 6px; background: #fff; }
details { border-top: 1px solid var(--line); } summary { cursor: pointer; padding: .35rem 0; font-weight: 600; }
summary .count { color: var(--faint); font-weight: 400; }
ol { list-style: none; margin: 0 0 .6rem; padding: 0; }
li.finding { display: grid; grid-template-columns: 2.6rem minmax(0, 1fr); padding: .4rem 0; overflow-wrap: anywhere; }
li.finding + li.finding { border-top: 1px dashed var(--line); }
li.finding:target, li.finding.on { background: color-mix(in srgb, var(--accent) 14%, transparent); }
.number { justify-self: start; align-self: start; min-width: 1.9rem; padding: 0 .35rem; border-radius: 1rem; text-align: center;
  font-size: .8rem; line-height: 1.45rem; color: #fff; text-decoration: none; background: var(--faint); }
a.number.error { background: #c62828; } a.number.warning { background: #b26a00; } a.number.note { background: #1565c0; }
.where, .advice { display: block; font-size: .87rem; color: var(--faint); } .advice::before { content: "\2192\00a0"; }
.filter { display: none; gap: .4rem .9rem; flex-wrap: wrap; align-items: center; padding: .7rem 0 .2rem; }
.scripted .filter { display: flex; } .filter input[type=search] { flex: 1 1 10rem; font: inherit; padding: .25rem .5rem; }
.scripted .whole { display: inline; } .whole { display: none; }
[hidden] { display: none !important; }
.finding .shape { fill-opacity: .22; stroke-width: .5; stroke-linejoin: round; }
.finding.error .shape, .finding.error circle { fill: #c62828; stroke: #c62828; }
.finding.warning .shape, .finding.warning circle { fill: #b26a00; stroke: #b26a00; }
.finding.note .shape, .finding.note circle { fill: #1565c0; stroke: #1565c0; }
.finding.note .shape { fill-opacity: .05; stroke-width: .25; }
.finding .line { fill: none !important; stroke-width: .9; }
.finding circle { stroke: #fff !important; stroke-width: .25; } .finding text { fill: #fff; font-weight: 700; }
g.finding:target circle, g.finding.on circle { stroke: #000 !important; stroke-width: .7; }
g.finding:target .shape, g.finding.on .shape { fill-opacity: .5; stroke-width: .9; }
@media screen and (prefers-color-scheme: dark) {
  svg.level { background: #0f1215; } .floor > path, .circulation { fill: #1b2126; }
  .units path { fill: #273038; stroke: #55616b; } .walls path { stroke: #8793a0; } .openings path { stroke: #0f1215; }
  .fixtures path { fill: #1b2126; stroke: #414b54; } .labels text { fill: #b6c0c9; }
  g.finding:target circle, g.finding.on circle { stroke: #fff !important; }
}
@media print { :root { --ink: #000; --paper: #fff; --panel: #fff; --faint: #444; color-scheme: light; }
  main { display: block; } .filter, .whole { display: none !important; } figure, li.finding { break-inside: avoid; }
  .list { border: 0; } a.number, circle, .shape { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
)css";

const std::string_view script = R"js(
'use strict';
(function () {
  document.documentElement.classList.add('scripted');
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const search = document.getElementById('search');
  const whole = (svg) => svg.setAttribute('viewBox', svg.dataset.home);
  function show(number) {
    all('.finding.on').forEach((one) => one.classList.remove('on'));
    const marker = document.getElementById('m' + number);
    const entry = document.getElementById('f' + number);
    if (entry) { entry.classList.add('on'); entry.closest('details').open = true; }
    if (!marker) return;
    marker.classList.add('on');
    marker.parentNode.appendChild(marker);
    const svg = marker.ownerSVGElement;
    whole(svg);
    const home = svg.viewBox.baseVal;
    const box = marker.getBBox();
    const width = Math.min(home.width, Math.max(home.width / 4, box.width * 1.6, box.height * 1.6 * home.width / home.height));
    const height = width * home.height / home.width;
    svg.setAttribute('viewBox', [box.x + box.width / 2 - width / 2, box.y + box.height / 2 - height / 2, width, height].join(' '));
    svg.closest('figure').scrollIntoView({ block: 'nearest' });
  }
  document.addEventListener('click', function (event) {
    const link = event.target.closest('a[href^="#m"], a[href^="#f"]');
    if (link) {
      event.preventDefault();
      const target = link.getAttribute('href');
      show(target.slice(2));
      if (target[1] === 'f') document.querySelector(target).scrollIntoView({ block: 'nearest' });
    }
    if (event.target.matches('.whole')) whole(event.target.closest('figure').querySelector('svg'));
  });
  function filter() {
    const words = search.value.toLowerCase();
    const severities = all('.filter input[type=checkbox]').filter((box) => box.checked).map((box) => box.value);
    all('li.finding').forEach(function (entry) {
      const shown = severities.some((one) => entry.classList.contains(one)) &&
        (entry.closest('details').dataset.code + ' ' + entry.textContent).toLowerCase().includes(words);
      entry.hidden = !shown;
      const marker = document.getElementById('m' + entry.id.slice(1));
      if (marker) marker.toggleAttribute('hidden', !shown);
    });
    all('details').forEach((group) => { group.hidden = !group.querySelector('li:not([hidden])'); });
  }
  all('.filter input').forEach((input) => input.addEventListener('input', filter));
})();
)js";

}  // namespace mallctl::exporters::html
