// SPDX-License-Identifier: Apache-2.0
// Numbers and times as people read them.

const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 0, useGrouping: true });

/** 1234567 as 1,234,567. */
export function whole(number) {
  return grouped.format(number).replaceAll(',', '\u202f');
}

/** At most four digits and a unit. */
export function short(number) {
  const size = Math.abs(number);
  for (const [unit, of] of [['G', 1e9], ['M', 1e6], ['k', 1e3]]) {
    if (size >= of && size >= 1e4) return `${(number / of).toFixed(size >= 100 * of ? 0 : 1).replace(/\.0$/, '')}\u00a0${unit}`;
  }
  if (size >= 10 || size === 0) return grouped.format(number).replaceAll(',', '\u202f');
  return String(Math.round(number * 100) / 100);
}

export function bytes(number) {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let at = 0;
  while (number >= 1024 && at < units.length - 1) {
    number /= 1024;
    at++;
  }
  return (number >= 10 || at === 0 ? Math.round(number) : number.toFixed(1)) + '\u00a0' + units[at];
}

/** Seconds as 42 s, 3 min 20 s, 2 h 05 min, 1 d 3 h. */
export function span(seconds) {
  const s = Math.max(0, Math.round(seconds));
  if (s < 60) return `${s}\u00a0s`;
  if (s < 600) return `${Math.floor(s / 60)}\u00a0min${s % 60 ? `\u00a0${s % 60}\u00a0s` : ''}`;
  const m = Math.round(s / 60);
  if (m < 60) return `${m}\u00a0min`;
  if (m < 1440) return `${Math.floor(m / 60)}\u00a0h\u00a0${String(m % 60).padStart(2, '0')}\u00a0min`;
  return `${Math.floor(m / 1440)}\u00a0d\u00a0${Math.round((m % 1440) / 60)}\u00a0h`;
}

const withSeconds = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const withMinutes = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const withDay = new Intl.DateTimeFormat('en-GB', { weekday: 'short', hour: '2-digit', minute: '2-digit' });

/** A moment, in milliseconds since 1970, on the reader's own clock. */
export function clock(millis, seconds = false) {
  const far = Math.abs(millis - Date.now()) > 20 * 3600e3;
  return (far ? withDay : seconds ? withSeconds : withMinutes).format(millis);
}
