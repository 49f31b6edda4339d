// SPDX-License-Identifier: Apache-2.0
// The charts, each with a table behind it. Drawn by Chart.js; colours are the style sheet's.
/* global Chart */
import { clock, short, span } from './numbers.js';

const CHARTS = [
  { title: 'Progress', unit: '%', most: 100, lines: [{ name: 'done', column: 'percent', color: '--main' }] },
  {
    title: 'Rows copied or compared', unit: '/s',
    lines: [{ name: 'rows', column: 'rowsPerSecond', color: '--main' }],
  },
  { title: 'Stream lag', unit: ' s', lines: [{ name: 'lag', column: 'lagSeconds', color: '--main' }] },
  {
    title: 'Chunk', unit: ' ms',
    lines: [
      { name: 'took', column: 'chunkMillis', color: '--main', none: 0 },
      { name: 'aim', column: 'aim', color: '--second', dashed: true },
    ],
  },
  { title: 'Pending keys', unit: '', lines: [{ name: 'pending', column: 'pending', color: '--main' }] },
  {
    title: 'Changes', unit: '/s',
    lines: [
      { name: 'from the log', column: 'changesPerSecond', color: '--main' },
      { name: 'replayed', column: 'flushedPerSecond', color: '--second' },
    ],
  },
];

const style = getComputedStyle(document.documentElement);
const color = name => style.getPropertyValue(name).trim();
const ROWS = 30;

export class Charts {
  /** @param place where the charts go @param moment says what time it was at a second of the run, in milliseconds */
  constructor(place, moment) {
    this.moment = moment;
    this.charts = CHARTS.map(about => this.#make(place, about));
    const again = () => this.charts.forEach(chart => this.#paint(chart));
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', again);
  }

  #make(place, about) {
    const figure = document.getElementById('chart').content.cloneNode(true).querySelector('figure');
    figure.querySelector('h3').textContent = about.title;
    figure.querySelector('.scroll').setAttribute('aria-label', `${about.title}, as a table`);
    const head = figure.querySelector('thead tr');
    for (const name of ['time', ...about.lines.map(line => line.name)]) {
      const cell = head.appendChild(document.createElement('th'));
      cell.scope = 'col';
      cell.textContent = name;
      cell.className = name === 'time' ? '' : 'number';
    }
    place.append(figure);
    const canvas = figure.querySelector('canvas');
    const moment = this.moment;
    const chart = new Chart(canvas, {
      type: 'line',
      data: { datasets: about.lines.map(line => ({ label: line.name, data: [], borderDash: line.dashed ? [3, 4] : [] })) },
      options: {
        animation: false, maintainAspectRatio: false, parsing: false, normalized: true,
        interaction: { mode: 'index', intersect: false, axis: 'x' },
        elements: { point: { radius: 0, hitRadius: 8 }, line: { borderWidth: 1.6, tension: 0 } },
        scales: {
          x: {
            type: 'linear', border: { display: false }, grid: { display: false },
            ticks: { maxRotation: 0, autoSkipPadding: 24, callback(second) { return clock(moment(second), this.max - this.min < 600); } },
            afterBuildTicks: axis => {
              axis.ticks = [0, 1, 2, 3, 4].map(part => ({ value: axis.min + (part * (axis.max - axis.min)) / 4 }));
            },
          },
          y: {
            beginAtZero: true, suggestedMax: about.most ?? 1, max: about.most, border: { display: false },
            ticks: { maxTicksLimit: 4, callback: number => short(number) + (about.unit === '%' ? '%' : '') },
          },
        },
        plugins: {
          legend: { display: false },
          decimation: { enabled: true, algorithm: 'min-max' },
          tooltip: {
            displayColors: about.lines.length > 1, boxWidth: 8, boxHeight: 8,
            callbacks: {
              title: items => (items.length ? clock(moment(items[0].parsed.x), true) : ''),
              label: item => `${item.dataset.label} ${short(item.parsed.y)}${about.unit}`,
            },
          },
        },
      },
    });
    const made = { about, figure, chart, canvas };
    this.#paint(made);
    return made;
  }

  #paint({ about, chart }) {
    about.lines.forEach((line, i) => {
      const set = chart.data.datasets[i];
      set.borderColor = color(line.color);
      set.fill = !line.dashed && i === 0 ? 'origin' : false;
      set.backgroundColor = color('--main-wash');
    });
    for (const axis of [chart.options.scales.x, chart.options.scales.y]) {
      axis.ticks.color = color('--soft');
      axis.ticks.font = { size: 11 };
    }
    chart.options.scales.y.grid = { color: color('--line') };
    Object.assign(chart.options.plugins.tooltip, {
      backgroundColor: color('--text'), titleColor: color('--sheet'), bodyColor: color('--sheet'),
    });
    chart.update('none');
  }

  /** Shows the samples from a second of the run on. */
  show(samples, from, to) {
    for (const { about, figure, chart, canvas } of this.charts) {
      const first = samples.seconds.findIndex(second => second >= from);
      const start = first < 0 ? samples.seconds.length : first;
      about.lines.forEach((line, i) => {
        const column = samples[line.column];
        chart.data.datasets[i].data = samples.seconds.slice(start).map((x, at) => {
          const y = column[start + at];
          return { x, y: y === null || y === line.none ? NaN : y };
        });
      });
      chart.options.scales.x.min = from;
      chart.options.scales.x.max = Math.max(to, from + 10);
      chart.update('none');
      this.#tell(about, figure, canvas, samples, start);
    }
  }

  #tell(about, figure, canvas, samples, start) {
    const text = (line, at) => {
      const y = samples[line.column][at];
      return y === null || y === undefined || y === line.none ? '–' : short(y) + about.unit;
    };
    const last = samples.seconds.length - 1;
    const now = figure.querySelector('.now-value');
    now.replaceChildren();
    about.lines.forEach(line => {
      if (about.lines.length > 1) {
        const key = now.appendChild(document.createElement('i'));
        key.style.background = color(line.color);
        now.append(`${line.name} `);
      }
      now.append(text(line, last));
    });
    canvas.setAttribute('aria-label', `${about.title} over time, now ${about.lines.map(line => `${line.name} ${text(line, last)}`).join(', ')}`);
    const details = figure.querySelector('details');
    if (!details.open) return;
    const rows = [];
    const step = Math.max(1, Math.ceil((last - start + 1) / ROWS));
    for (let at = last; at >= start; at -= step) {
      const row = document.createElement('tr');
      row.append(cell(clock(this.moment(samples.seconds[at]), true)));
      about.lines.forEach(line => row.append(cell(text(line, at), 'number')));
      rows.push(row);
    }
    figure.querySelector('tbody').replaceChildren(...rows);
  }
}

export function cell(text, name = '') {
  const made = document.createElement('td');
  made.textContent = text;
  made.className = name;
  return made;
}

/** When the run waited, as bars on a line and as a table. */
export function showTimeline(waits, from, to, moment) {
  const line = document.getElementById('timeline');
  const width = Math.max(1, to - from);
  const seen = waits.filter(wait => (wait.to ?? to) >= from);
  line.replaceChildren(...seen.map(wait => {
    const bar = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
    const left = Math.max(0, ((wait.from - from) / width) * 1000);
    const right = (((wait.to ?? to) - from) / width) * 1000;
    bar.setAttribute('class', 'wait');
    bar.setAttribute('x', left.toFixed(2));
    bar.setAttribute('width', Math.max(2, right - left).toFixed(2));
    bar.setAttribute('height', '24');
    const title = bar.appendChild(document.createElementNS('http://www.w3.org/2000/svg', 'title'));
    title.textContent = `${clock(moment(wait.from), true)}, ${span((wait.to ?? to) - wait.from)}: ${wait.name}`;
    return bar;
  }));
  const waited = seen.reduce((sum, wait) => sum + (wait.to ?? to) - Math.max(from, wait.from), 0);
  document.getElementById('timeline-now').textContent =
    seen.length === 0 ? 'never in this time' : `${span(waited)}, ${seen.length === 1 ? 'once' : `${seen.length} times`}`;
  document.querySelector('#timeline-ends span').textContent = clock(moment(from));
  document.getElementById('timeline-rows').replaceChildren(...seen.slice(-100).reverse().map(wait => {
    const row = document.createElement('tr');
    row.append(cell(clock(moment(wait.from), true)), cell(wait.to === null ? 'goes on' : span(wait.to - wait.from)), cell(wait.why || wait.name));
    return row;
  }));
}

